import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

/**
 * Prints how long our YAML reader and js-yaml take for a typical Job, as a Markdown table: warm (the fastest of many
 * rounds) and cold (processor time for 2,000 Jobs in a new process, median of several). Nothing here passes or fails.
 */
const root = join(import.meta.dirname, '..')
const place = mkdtempSync(join(tmpdir(), 'jobsworth-yaml-'))

const readers = {
  'js-yaml: parseEvents': `import { parseEvents } from 'js-yaml'
    export const run = (text) => parseEvents(text, {})`,
  'ours: tree': `import { Parser } from './src/yaml/parser.ts'
    import { Scanner } from './src/yaml/scanner.ts'
    export const run = (text) => new Parser(new Scanner(text, 0, text.length)).parse()`,
  'ours: cut, tree, value, comments': `import { read } from './src/yaml/index.ts'
    export const run = (text) => read(text)`
}

const coldLoop = `import { job } from './bench/manifests.ts'
  const texts = Array.from({ length: 2000 }, (_, n) => job(n))
  const { user, system } = process.cpuUsage()
  for (const text of texts) run(text)
  const after = process.cpuUsage()
  console.log((after.user + after.system - user - system) / 1000)`

const warmLoop = `import { job } from './bench/manifests.ts'
  const text = job(1)
  let best = Infinity
  for (let round = 0; round < 4000; round++) {
    const start = performance.now()
    for (let times = 0; times < 20; times++) run(text)
    best = Math.min(best, (performance.now() - start) / 20 * 1000)
  }
  console.log(best)`

try {
  const names = Object.keys(readers)
  for (const [index, code] of Object.values(readers).entries()) {
    await bundle(`warm-${index}`, `${code.replace('export ', '')}\n${warmLoop}`)
    await bundle(`cold-${index}`, `${code.replace('export ', '')}\n${coldLoop}`)
  }
  const warm = measured('warm', 3)
  const cold = measured('cold', 9)
  console.log('| Reader | A Job, warm | Share | 2,000 Jobs, cold | Share |\n|---|--:|--:|--:|--:|')
  for (const [index, name] of names.entries()) {
    const [one, all] = [warm[index] as number, cold[index] as number]
    const cells = [name, `${one.toFixed(1)} µs`, share(one, warm), `${all.toFixed(0)} ms`, share(all, cold)]
    console.log(`| ${cells.join(' | ')} |`)
  }
} finally {
  rmSync(place, { recursive: true, force: true })
}

async function bundle(name: string, contents: string): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error'
  })
  writeFileSync(join(place, `${name}.mjs`), outputFiles[0]?.contents ?? '')
}

/** For each reader the median of some processes, which take turns. */
function measured(kind: 'warm' | 'cold', times: number): number[] {
  const names = Object.keys(readers)
  const rounds = Array.from({ length: times }, () =>
    names.map((_, index) => Number(output(`${kind}-${index}`)))
  )
  return names.map((_, index) => median(rounds.map((round) => round[index] as number)))
}

function output(name: string): string {
  return execFileSync(process.execPath, [join(place, `${name}.mjs`)], { encoding: 'utf8' })
}

function share(one: number, all: readonly number[]): string {
  return `${((one / (all[0] as number)) * 100).toFixed(0)} %`
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number
}
