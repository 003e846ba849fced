import type { Word } from './step.ts'

/** The commands of `find … -exec command ;`, each with whether `find` fails when it does: `-exec command +`. */
export function* executed(
  words: readonly Word[]
): Generator<{ readonly words: readonly Word[]; readonly isCounted: boolean }> {
  const path = words.find(({ value }, i) => i > 0 && !value.startsWith('-'))?.value ?? ''
  for (let at = 1; at < words.length; at++) {
    if (!/^-(?:exec|execdir|ok|okdir)$/.test(words[at]?.value ?? '')) continue
    const from = at + 1
    while (at < words.length && !/^[;+]$/.test(words[at]?.value ?? '')) at++
    const inside = words.slice(from, at)
    const filled = inside.map((word) => (word.value === '{}' ? { ...word, value: `${path}/{}` } : word))
    if (filled.length > 0) yield { words: filled, isCounted: words[at]?.value === '+' }
  }
}
