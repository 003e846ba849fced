import { check } from 'recheck'
import { type Expression, expressions } from './regexes.ts'

/** Expressions that may take longer than their text warrants, by how they begin, and why none of them does. */
const exceptions: readonly (readonly [start: string, reason: string])[] = [
  ['iqn\\.\\d{4}-', 'names of 1,024 characters and more are refused before'],
  ['\\+[0-9]?[ \\t]*(?:#', 'its text has 120 characters at most']
]

/** A search for a text that keeps an expression busy, for those whose automaton is too large, or that have none. */
const search = {
  checker: 'fuzz',
  timeout: 3000,
  maxIteration: 5,
  maxGenerationStringSize: 200,
  maxGeneStringSize: 200,
  attackLimit: 1e6,
  incubationLimit: 5000,
  attackTimeout: 300,
  incubationTimeout: 100
} as const

/**
 * Fails where some text could keep one of our regular expressions busy for longer than its length warrants. An
 * expression is judged by its automaton, in 0.2 seconds, else by a search for such a text.
 */
const all = await expressions()
const faults = exceptions
  .filter(([start]) => all.filter(({ source }) => source.startsWith(start)).length !== 1)
  .map(([start]) => `The exception ${start} is not for one expression.`)
const waiting = all.filter(({ source }) => !exceptions.some(([start]) => source.startsWith(start)))
const work = async () => {
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const growth = await growthOf(next)
    if (growth !== undefined) faults.push(`${next.place}: /${next.source}/${next.flags} is ${growth}.`)
  }
}
await Promise.all([work(), work()])
console.log(faults.length === 0 ? `All ${all.length} regular expressions are linear.` : faults.join('\n'))
// The checker's own process waits for more.
process.exit(faults.length === 0 ? 0 : 1)

/** How an expression grows where that is worse than its text, in words. */
async function growthOf({ source, flags }: Expression): Promise<string | undefined> {
  const quick = await check(source, flags, { checker: 'automaton', timeout: 200 })
  const found = quick.status === 'unknown' ? await check(source, flags, search) : quick
  if (found.status !== 'vulnerable') return undefined
  // The search goes by few steps; where the automaton can be had after all, it knows better.
  const slow = found === quick ? quick : await check(source, flags, { checker: 'automaton', timeout: 5000 })
  return slow.status === 'safe' ? undefined : found.complexity.summary
}
