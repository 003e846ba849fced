import type { LintResult } from '../core/rule/index.ts'
import { crashMessage } from './crash.ts'
import { artifact, plain } from './sarif-place.ts'

/** Whether the run came to its end, and what it reports besides its results: what crashed, was not read or skipped. */
export function invocation(results: readonly LintResult[], more: readonly object[]) {
  const crashes = results
    .flatMap(({ crashes }) => crashes)
    .map((crash) => ({
      level: 'error',
      message: { text: plain(crashMessage(crash)) },
      ...(crash.ruleId !== undefined && { associatedRule: { id: crash.ruleId } }),
      locations: [{ physicalLocation: { artifactLocation: artifact(crash.file) } }]
    }))
  const skipped = results
    .filter(({ templates }) => templates > 0)
    .map(({ file, templates }) => ({
      level: 'note',
      message: { text: `Documents that only a template engine can read were skipped: ${templates}.` },
      locations: [{ physicalLocation: { artifactLocation: artifact(file) } }]
    }))
  return {
    executionSuccessful: crashes.length === 0,
    toolExecutionNotifications: [...crashes, ...skipped, ...more]
  }
}
