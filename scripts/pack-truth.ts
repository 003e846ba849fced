import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { grammar, isOurs } from './own-words.ts'

interface Row {
  readonly id?: string
  readonly yaml?: string
  readonly text?: string
}

/** Where the recordings are: beside the checkout, or the folder that is named. */
const recordings = process.argv[2] ?? join(import.meta.dirname, '..', '..', 'shared', 'kubernetes')
const folder = join(import.meta.dirname, '..', 'truth', 'recorded')

/** Rows that are bare enough to pass for ours, and share nine lines running with a file of somebody's. */
const strangers: ReadonlySet<string | undefined> = new Set(['00401', '01107', 's201-01732.yaml'])

/** Each set of answers that truth/ holds: the file it comes from, and which of its rows. */
const sets: Readonly<Record<string, { file: string; keeps: (row: Row) => boolean }>> = {
  handmade: { file: 'verdicts/handmade.jsonl', keeps: () => true },
  mutated: { file: 'verdicts/mutated.jsonl', keeps: ({ yaml = '' }) => isOurs(yaml) },
  reading: { file: 'verdicts/reading.jsonl', keeps: ({ text = '' }) => isOurs(text) },
  versions: { file: 'verdicts/versions.jsonl', keeps: ({ text = '' }) => isOurs(text) },
  yaml: { file: 'yaml.jsonl', keeps: ({ text = '' }) => isOurs(text, grammar) },
  timelines: { file: 'timelines.jsonl', keeps: () => true },
  cron: { file: 'cron.jsonl', keeps: () => true },
  'cron-invalid': { file: 'cron-invalid.jsonl', keeps: () => true },
  'cron-scenarios': { file: 'cron-scenarios.jsonl', keeps: () => true }
}

/** The lines that `truth/recorded/<name>.jsonl.br` holds, as they were recorded. */
function packed(name: string): string {
  const { file, keeps } = sets[name] as (typeof sets)[string]
  const lines = readFileSync(join(recordings, file), 'utf8').split('\n').filter(Boolean)
  const kept = lines.filter((line) => {
    const row = JSON.parse(line) as Row
    return keeps(row) && !strangers.has(row.id)
  })
  console.log(`${name}: ${kept.length} of ${lines.length} rows`)
  return kept.map((line) => `${line}\n`).join('')
}

/** Brotli, with a window over the whole text, in which most rows repeat one another. */
function compressed(text: string): Buffer {
  const bytes = Buffer.from(text)
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
    }
  })
}

mkdirSync(folder, { recursive: true })
for (const name of Object.keys(sets)) {
  writeFileSync(join(folder, `${name}.jsonl.br`), compressed(packed(name)))
}
