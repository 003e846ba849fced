import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { job } from './manifests.ts'
import { type Cost, compare, type Program } from './processes.ts'
import { built, programsOver } from './programs.ts'
import { gitops, jobs, type Tree } from './trees.ts'

/**
 * Prints, as a Markdown table, how long jobsworth takes beside a bare Node script that only walks, reads and searches (the
 * floor) and beside the peers that are on PATH. Needs `npm run build` first. `--short` leaves out the big trees and runs
 * each once. Nothing here passes or fails.
 */
if (!existsSync(built)) throw new Error('Run `npm run build` first.')
const isShort = process.argv.includes('--short')
const rounds = isShort ? 1 : 5
const place = mkdtempSync(join(tmpdir(), 'jobsworth-bench-'))

try {
  const [cpu] = cpus()
  console.log(
    `Node ${process.version}, ${cpus().length} cores (${cpu?.model.trim()}), medians of ${rounds} runs in turn\n`
  )
  console.log('| over | program | time | × floor | processor time | peak memory |\n|-|-|--:|--:|--:|--:|')
  oneFile()
  for (const tree of trees()) table(tree.name, programsOver(tree, place))
} finally {
  rmSync(place, { recursive: true, force: true })
}

function* trees(): Generator<Tree> {
  const real = gitops(place)
  if (real) yield real
  else console.log('| a GitOps tree | not on this machine | | | | |')
  for (const count of isShort ? [2000] : [2000, 20_000, 100_000]) yield jobs(place, count)
}

function oneFile(): void {
  const path = join(place, 'job.yaml')
  writeFileSync(path, job(1))
  table('one file', [
    { name: '`node -e 0`', command: [process.execPath, '-e', '0'] },
    { name: 'jobsworth', command: [process.execPath, built, '--no-config', '--format', 'json', path] }
  ])
}

/** One row a program; the first one is the floor. */
function table(over: string, programs: readonly Program[]): void {
  const costs = compare(programs, rounds)
  for (const [index, { name }] of programs.entries()) {
    const { wall, cpu, peak } = costs[index] as Cost
    const share = wall / (costs[0] as Cost).wall
    const memory = peak === undefined ? '' : `${peak.toFixed(0)} MB`
    console.log(
      `| ${over} | ${name} | ${seconds(wall)} | ${share.toFixed(2)} | ${seconds(cpu)} | ${memory} |`
    )
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 1000 ? 3 : 2)} s`
}
