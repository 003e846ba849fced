import type { FixOptions } from '../core/apply-fixes.ts'
import { UsageError } from '../core/config/index.ts'
import type { FileFixes, LintFilesResult } from '../node/lint-files.ts'
import { count } from '../report/text.ts'
import { printable } from '../text/index.ts'
import type { CliValues } from './options.ts'

/** What a command line wants fixed, and whether files are written. */
export interface Fixing extends FixOptions {
  readonly writes: boolean
}

/** Which fixes the flags ask for; `--unsafe-fixes` alone means both kinds, and `--diff` is a dry run of its own. */
export function fixingOf(values: CliValues, reads: readonly string[]): Fixing | undefined {
  const { fix, diff, 'unsafe-fixes': unsafe, 'fix-dry-run': isDry } = values
  if (fix && isDry) throw new UsageError('--fix and --fix-dry-run cannot be used together.')
  if (!fix && !unsafe && !isDry && !diff) return undefined
  const writes = !isDry && !diff
  if (writes && reads.includes('-')) {
    throw new UsageError('Standard input cannot be fixed in place; --diff shows what would change.')
  }
  return { unsafe: unsafe === true, writes }
}

/** What standard error says of the fixes: how many were made, and which were not, and why. */
export function fixNotices({ fixes }: LintFilesResult, { writes }: Fixing): string {
  const changed = fixes.filter(({ original, text }) => original !== text)
  const total = changed.reduce((sum, { applied }) => sum + applied.length, 0)
  const where = `${count(total, 'finding')} in ${count(changed.length, 'file')}`
  const made = total === 0 ? [] : [`${writes ? 'Fixed' : 'Would fix'} ${where}.`]
  return [...fixes.flatMap(notMade), ...made].map((line) => `${line}\n`).join('')
}

/** Whether fixes change anything. */
export function hasChanges({ fixes }: LintFilesResult): boolean {
  return fixes.some(({ original, text }) => original !== text)
}

function notMade({ dropped }: FileFixes): string[] {
  return dropped.map(({ finding: { file, start, ruleId }, reason }) => {
    const place = `${printable(file)}:${start.line}:${start.column}`
    return `${place}: ${ruleId} was not fixed: ${printable(reason)}.`
  })
}
