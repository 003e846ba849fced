import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LintResult } from '../src/core/rule/finding.ts'
import { lintFiles } from '../src/node/lint-files.ts'
import { findingLines } from './finding-lines.ts'

const projects = readdirSync('fixtures/projects', { withFileTypes: true }).filter((entry) =>
  entry.isDirectory()
)

/** `npm test -- -u` rewrites the .out files; read the difference before you commit it. */
describe('fixtures/projects report exactly what stands beside them', () => {
  test.each(projects.map(({ name }) => name))('%s', async (name) => {
    const cwd = resolve('fixtures/projects', name)
    const { results, problems } = await lintFiles(['.'], { cwd, now: Date.UTC(2026, 10, 1) })
    expect(problems).toEqual([])
    await expect(findingLines(results) + suppressed(results)).toMatchFileSnapshot(
      `../fixtures/projects/${name}.out`
    )
  })
})

/** What counts no more, and why. */
function suppressed(results: readonly LintResult[]): string {
  const lines = results.flatMap(({ findings }) =>
    findings.flatMap(({ file, start, ruleId, suppressed }) => {
      if (suppressed === undefined) return []
      const { by, reason = 'no reason' } = suppressed
      return `(${file}:${start.line}:${start.column}: ${ruleId} is suppressed by ${by}: ${reason})\n`
    })
  )
  return lines.join('')
}
