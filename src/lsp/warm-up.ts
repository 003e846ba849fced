import { settingsFor } from '../core/config.ts'
import { lint } from '../core/lint.ts'
import type { Rule } from '../core/rule.ts'

/**
 * Lints a few examples. The first Job costs twenty times the next, since code is compiled when it first runs; an editor
 * waits for that while the server starts, not between a file and its diagnostics.
 */
export function warmUp(rules: readonly Rule[]): void {
  const settings = settingsFor('example.yaml', {}, rules)
  for (let at = 0; at < rules.length; at += 8) {
    const text = rules[at]?.examples[0]?.bad ?? ''
    lint({ path: 'example.yaml', text }, settings)
  }
}
