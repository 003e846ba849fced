import { readFileSync } from 'node:fs'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replaceAll('\n', ' ')

/** The numbers that the README claims in a sentence; the pattern has a group for each. */
export function claim(pattern: RegExp): number[] {
  const found = pattern.exec(readme)
  if (found === null) throw new Error(`README.md says nothing like ${pattern}.`)
  return found.slice(1).map((number) => Number(number.replaceAll(',', '')))
}
