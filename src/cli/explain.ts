import { rules } from '../../rules/index.ts'
import { UsageError } from '../core/config.ts'
import { quoted } from '../core/printable.ts'
import { didYouMean } from '../core/suggest.ts'
import { explain } from '../report/explain.ts'
import type { ExitCode, Io } from './io.ts'

/** Prints the pages of rules. */
export function runExplain(ids: readonly string[], io: Io): ExitCode {
  if (ids.length === 0) throw new UsageError('Explain which rule? `jobsworth rules` lists them all.')
  const found = ids.map((id) => {
    const rule = rules.find((rule) => rule.id === id)
    if (rule !== undefined) return rule
    const guess = didYouMean(
      id,
      rules.map((known) => known.id)
    )
    throw new UsageError(`Unknown rule ${quoted(id)}${guess || '; `jobsworth rules` lists them all.'}`)
  })
  io.stdout(found.map(explain).join('\n'))
  return 0
}
