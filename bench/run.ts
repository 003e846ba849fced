import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { rules } from '../rules/index.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import type { Rule } from '../src/core/rule/rule.ts'
import { lint } from '../src/library.ts'
import { job, manifest } from './manifests.ts'

/** Prints how fast jobsworth is on this machine; needs `npm run build` first. Nothing here passes or fails. */
const root = join(import.meta.dirname, '..')
const program = join(root, 'dist', 'cli', 'main.js')
if (!existsSync(program)) throw new Error('Run `npm run build` first.')
const jobs = Array.from({ length: 500 }, (_, n) => job(n))
const place = mkdtempSync(join(tmpdir(), 'jobsworth-bench-'))

try {
  measureOneFile()
  measureFolder('2,000 generated files', generated(2_000))
  const archive = join(root, '..', 'shared', 'corpus', 'gitops.tar.gz')
  if (existsSync(archive)) measureFolder('a real GitOps tree', unpacked(archive))
  else console.log('a real GitOps tree: not on this machine')
  measureLibrary()
  await measureValidity()
} finally {
  rmSync(place, { recursive: true, force: true })
}

function measureOneFile(): void {
  const path = join(place, 'job.yaml')
  writeFileSync(path, job(1))
  const node = median(() => run(['-e', '0']).milliseconds)
  const one = median(() => run([program, '--no-config', path]).milliseconds)
  console.log(
    `one file: ${one.toFixed(0)} ms; bare node -e 0: ${node.toFixed(0)} ms; so ${(one - node).toFixed(0)} ms of our own`
  )
}

function measureFolder(name: string, folder: string): void {
  const { stdout } = run([program, '--no-config', '--format', 'json', folder])
  const files = (JSON.parse(stdout) as unknown[]).length
  const runs = Array.from({ length: 5 }, () => run([program, '--no-config', '--format', 'compact', folder]))
  const milliseconds = middle(runs.map((one) => one.milliseconds))
  const peak = middle(runs.map((one) => one.peakKilobytes))
  const rate = (files / milliseconds) * 1000
  console.log(
    `${name}: ${files} files in ${milliseconds.toFixed(0)} ms, ${rate.toFixed(0)} files a second, peak memory ${(peak / 1024).toFixed(0)} MB`
  )
}

function measureLibrary(): void {
  const settings = settingsFor('job.yaml', {}, rules)
  const round = () => microseconds((text) => lint({ path: 'job.yaml', text }, settings))
  for (let warmUp = 0; warmUp < 10; warmUp++) round()
  console.log(`a typical Job in a warm process: ${median(round).toFixed(0)} µs`)
}

async function measureValidity(): Promise<void> {
  const only = (chosen: readonly Rule[]) => {
    const settings = settingsFor('job.yaml', { profile: 'minimal' }, chosen)
    const round = () => microseconds((text) => lint({ path: 'job.yaml', text }, settings))
    for (let warmUp = 0; warmUp < 20; warmUp++) round()
    return median(round)
  }
  const added = only(rules) - only([])
  const outfile = join(place, 'start.mjs')
  await build({
    entryPoints: [join(root, 'bench', 'validity-start.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    minify: true
  })
  const empty = join(place, 'empty.mjs')
  writeFileSync(empty, '')
  const node = median(() => run([empty]).milliseconds)
  const start = median(() => run([outfile]).milliseconds) - node
  console.log(
    `category validity adds ${added.toFixed(0)} µs to a typical Job in a warm process, ${start.toFixed(1)} ms to a start`
  )
}

function microseconds(judge: (text: string) => void): number {
  const start = performance.now()
  for (const text of jobs) judge(text)
  return ((performance.now() - start) / jobs.length) * 1000
}

function generated(count: number): string {
  const folder = join(place, 'generated')
  for (let n = 0; n < count; n++) {
    const inner = join(folder, `team-${n % 20}`)
    mkdirSync(inner, { recursive: true })
    writeFileSync(join(inner, `${n}.yaml`), manifest(n))
  }
  return folder
}

function unpacked(archive: string): string {
  const folder = join(place, 'gitops')
  mkdirSync(folder)
  execFileSync('tar', ['xzf', archive, '-C', folder])
  return folder
}

function run(args: string[]): { milliseconds: number; peakKilobytes: number; stdout: string } {
  const peakFile = join(place, 'peak')
  const preload = pathToFileURL(join(root, 'bench', 'peak-memory.js')).href
  const options = args[0] !== program ? args : ['--import', preload, ...args]
  const start = performance.now()
  const { stdout, status, stderr } = spawnSync(process.execPath, options, {
    cwd: place,
    encoding: 'utf8',
    env: { ...process.env, PEAK_FILE: peakFile },
    maxBuffer: 1 << 30
  })
  const milliseconds = performance.now() - start
  if (status === 2 || status === null) throw new Error(stderr)
  const peakKilobytes = existsSync(peakFile) ? Number(readFileSync(peakFile, 'utf8')) : 0
  return { milliseconds, peakKilobytes, stdout }
}

function median(measure: () => number): number {
  return middle(Array.from({ length: 15 }, measure))
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] as number
}
