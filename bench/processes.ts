import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A program to measure: its name in the table, and its command line. */
export interface Program {
  readonly name: string
  readonly command: readonly string[]
  /** The exit codes by which it reports findings, or none. */
  readonly codes?: readonly number[]
}

/** What one run of a program took, start to exit. */
export interface Cost {
  /** Milliseconds on the clock. */
  readonly wall: number
  /** Milliseconds of processor time, on all cores together. */
  readonly cpu: number
  /** Peak resident memory in megabytes; only of programs in Node. */
  readonly peak?: number
}

/** The medians of what programs take, run in turn so that a busy moment of the machine hits all of them alike. */
export function compare(programs: readonly Program[], rounds: number): Cost[] {
  const runs = programs.map(() => [] as Cost[])
  for (let round = -1; round < rounds; round++)
    for (const [index, program] of programs.entries()) {
      const cost = measure(program)
      if (round >= 0) runs[index]?.push(cost)
    }
  return runs.map((costs) => {
    const of = (key: keyof Cost) => median(costs.flatMap((cost) => cost[key] ?? []))
    return { wall: of('wall'), cpu: of('cpu'), ...(costs[0]?.peak !== undefined && { peak: of('peak') }) }
  })
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number
}

/** Whether a program of that name can be started here. */
export function isOnPath(name: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$0"', name]).status === 0
}

const preload = pathToFileURL(join(import.meta.dirname, 'peak-memory.js')).href
const timing = `TIMEFORMAT='%3R %3U %3S'; time "$@" >/dev/null 2>"$ERRORS"`

function measure({ name, command: [program = '', ...words], codes = [0, 1] }: Program): Cost {
  const [peakFile, errors] = ['peak', 'errors'].map((word) =>
    join(tmpdir(), `jobsworth-${process.pid}-${word}`)
  )
  const isNode = program === process.execPath
  const command = isNode && words[0] !== '-e' ? [program, '--import', preload, ...words] : [program, ...words]
  const env = { ...process.env, PEAK_FILE: peakFile, ERRORS: errors }
  const { status, stderr } = spawnSync('bash', ['-c', timing, 'bash', ...command], { encoding: 'utf8', env })
  if (!codes.includes(status ?? -1))
    throw new Error(`${name} exited with ${status}: ${readFileSync(errors as string, 'utf8').slice(0, 500)}`)
  const [wall = 0, user = 0, system = 0] = stderr.trim().split(' ').map(Number)
  const peak = peakFile && existsSync(peakFile) ? Number(readFileSync(peakFile, 'utf8')) / 1024 : undefined
  for (const file of [peakFile, errors]) rmSync(file as string, { force: true })
  return { wall: wall * 1000, cpu: (user + system) * 1000, ...(peak !== undefined && { peak }) }
}
