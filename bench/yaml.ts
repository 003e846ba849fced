import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { commandLine } from '../scripts/bundles.ts'

/**
 * Prints how long our YAML reader and js-yaml take for a typical Job, as a Markdown table: warm (the fastest of many
 * runs) and cold (processor time for 2,000 different Jobs in a new process, less that of one which reads none).
 * Everything is bundled as the product is, and the processes take turns. js-yaml stands there twice, since its ECMAScript
 * modules, which a bundle takes, run several times slower than its CommonJS file. Nothing here passes or fails.
 */
const rounds = 7
const root = join(import.meta.dirname, '..')
const place = mkdtempSync(join(tmpdir(), 'jobsworth-yaml-'))

const readers = {
  'js-yaml: parseEvents (CommonJS)': `import { parseEvents } from './node_modules/js-yaml/dist/js-yaml.cjs.js'
    const run = (text) => parseEvents(text, {})`,
  'js-yaml: parseEvents (ECMAScript)': `import { parseEvents } from 'js-yaml'
    const run = (text) => parseEvents(text, {})`,
  'ours: cut, tree, value, comments': `import { read } from './src/yaml/index.ts'
    const run = (text) => read(text)`,
  'ours, the long way only': `import { readFaithfully } from './src/yaml/read-piece.ts'
    const run = (text) => readFaithfully(text, 0, text.length, text.length)`
}

const measure = `import { job } from './bench/manifests.ts'
  const usage = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }
  function cold(isEmpty) {
    const texts = Array.from({ length: 2000 }, (_, n) => job(n))
    let characters = 0
    for (const text of texts) for (let at = 0; at < text.length; at += 100) characters += text.charCodeAt(at)
    if (!isEmpty) for (const text of texts) run(text)
    return usage()
  }
  function warm() {
    const text = job(1)
    let best = Infinity
    for (let round = 0; round < 3000; round++) {
      const start = performance.now()
      for (let times = 0; times < 20; times++) run(text)
      best = Math.min(best, (performance.now() - start) / 20 * 1000)
    }
    return best
  }
  console.log(process.argv[2] === 'warm' ? warm() : cold(process.argv[2] === 'empty'))`

try {
  const names = Object.keys(readers)
  for (const [index, code] of Object.values(readers).entries()) await bundle(index, `${code}\n${measure}`)
  const warm: number[][] = []
  const cold: number[][] = []
  for (let round = 0; round < rounds; round++) {
    warm.push(names.map((_, index) => time(index, 'warm')))
    cold.push(names.map((_, index) => time(index, 'cold') - time(index, 'empty')))
  }
  console.log('| Reader | A Job, warm | Share | 2,000 Jobs, cold | Share |\n|---|--:|--:|--:|--:|')
  for (const [index, name] of names.entries()) {
    const one = `${median(warm.map((times) => times[index] as number)).toFixed(1)} µs`
    const all = `${median(cold.map((times) => times[index] as number)).toFixed(0)} ms`
    console.log(`| ${[name, one, share(warm, index), all, share(cold, index)].join(' | ')} |`)
  }
} finally {
  rmSync(place, { recursive: true, force: true })
}

async function bundle(index: number, contents: string): Promise<void> {
  const { entryPoints: _, splitting: __, external: ___, ...options } = commandLine
  const stdin = { contents, resolveDir: root, loader: 'ts' as const }
  const { outputFiles } = await build({ ...options, stdin, write: false })
  writeFileSync(join(place, `${index}.mjs`), outputFiles[0]?.contents ?? '')
}

function time(index: number, kind: 'warm' | 'empty' | 'cold'): number {
  return Number(execFileSync(process.execPath, [join(place, `${index}.mjs`), kind], { encoding: 'utf8' }))
}

/** What a reader takes of the time of the first one in the same round: the median, since others use the machine, too. */
function share(times: readonly (readonly number[])[], index: number): string {
  return `${(median(times.map((round) => (round[index] as number) / (round[0] as number))) * 100).toFixed(0)} %`
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number
}
