import { settingsFor } from '../core/config/index.ts'
import { type Linted, lint } from '../core/lint.ts'
import type { Rule } from '../core/rule/index.ts'

/** One in so many examples: more of them make the start longer than they make the first file faster. */
const every = 4

/**
 * Lints some examples, one after the other as if each were typed over the last. The first Job costs twenty times the
 * next, since code is compiled when it first runs; an editor waits for that while the server starts, not between a file
 * and its diagnostics.
 */
export function warmUp(rules: readonly Rule[]): void {
  const settings = settingsFor('example.yaml', {}, rules)
  let before: Linted | undefined
  for (let at = 0; at < rules.length; at += every) {
    const text = rules[at]?.examples[0]?.bad ?? ''
    before = lint({ path: 'example.yaml', text }, settings, before)
  }
}
