import { rules } from '../../rules/index.ts'
import { UsageError } from '../core/config.ts'
import { quoted } from '../core/printable.ts'
import { didYouMean } from '../core/suggest.ts'
import { explain as page } from '../report/explain.ts'
import type { Arguments } from './arguments.ts'

/** What `jobsworth explain RULE…` shows: the page of each rule. */
export function explain({ operands }: Arguments): string {
  if (operands.length === 0) {
    throw new UsageError(
      'Which rule? For example: jobsworth explain ttl-required. `jobsworth rules` lists them all.'
    )
  }
  return operands.map(pageOf).join('\n')
}

function pageOf(id: string): string {
  const rule = rules.find((candidate) => candidate.id === id)
  if (rule) return page(rule)
  const ids = rules.map((candidate) => candidate.id)
  throw new UsageError(
    `Unknown rule ${quoted(id)}${didYouMean(id, ids) || '; `jobsworth rules` lists them all.'}`
  )
}
