import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

/** The sets of recorded answers in `truth/recorded/`; `truth/README.md` says what each holds. */
export const recordedSets = [
  'handmade',
  'mutated',
  'reading',
  'versions',
  'yaml',
  'timelines',
  'cron',
  'cron-invalid',
  'cron-scenarios'
] as const

export type RecordedSet = (typeof recordedSets)[number]

/** The rows of a set of answers that the real code of Kubernetes gave. */
export function truth<Row>(set: RecordedSet): Row[] {
  const file = new URL(`../truth/recorded/${set}.jsonl.br`, import.meta.url)
  return brotliDecompressSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)
}
