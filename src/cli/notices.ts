import type { LintFilesResult } from '../node/lint-files.ts'
import { crashMessage } from '../report/crash.ts'
import { printable } from '../text/index.ts'

export interface NoticeOptions {
  readonly isDebug: boolean
  /** Whether the report names the templates already, where the same people read it. */
  readonly hasTemplates?: boolean
}

/** What standard error says beside the report: files that were not read, rules that crashed, templates passed by, and the rest. */
export function notices(
  { results, problems, notes }: LintFilesResult,
  { isDebug, hasTemplates = false }: NoticeOptions
): string {
  const stacks = (stack: string | undefined) => (isDebug && stack !== undefined ? [stack] : [])
  const crashes = results.flatMap((result) => result.crashes)
  const lines = [
    ...problems.flatMap(({ file, message, stack }) => [`${printable(file)}: ${message}`, ...stacks(stack)]),
    ...crashes.flatMap((crash) => [
      `${printable(crash.file)}: ${crashMessage(crash)}`,
      ...stacks(crash.stack)
    ]),
    ...(hasTemplates ? [] : templates(results)),
    ...notes
  ]
  return lines.map((line) => `${line}\n`).join('')
}

const most = 5

function templates(results: LintFilesResult['results']): string[] {
  const skipped = results.filter(({ templates }) => templates > 0)
  const lines = skipped.slice(0, most).map(({ file, templates }) => {
    const [subject, them] =
      templates === 1
        ? ['1 document is an unrendered template', 'it']
        : [`${templates} documents are unrendered templates`, 'them']
    return `${printable(file)}: ${subject}; render ${them} and lint the output (helm template … | jobsworth -).`
  })
  const more = skipped.length - most
  return more > 0 ? [...lines, `The same applies to ${more} more ${more === 1 ? 'file' : 'files'}.`] : lines
}
