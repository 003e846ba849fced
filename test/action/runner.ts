import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import { parse } from 'yaml'

interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>
  readonly outputs: Readonly<Record<string, unknown>>
  readonly runs: { readonly using: string; readonly main: string }
}

/** What action.yml says. */
export const metadata: Metadata = parse(readFileSync('action.yml', 'utf8'))

export interface Step {
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** The payload of the event that started the workflow. */
  readonly event?: object
}

export interface Outcome {
  readonly code: number | null
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** What is left in the runner's folder for temporary files. */
  readonly left: readonly string[]
}

const places: string[] = []

/** A folder with these files, to be removed by `cleanUp`. */
export function workspace(files: Readonly<Record<string, string>>): string {
  const place = mkdtempSync(join(tmpdir(), 'jobsworth-action-'))
  places.push(place)
  write(place, files)
  return place
}

export function write(place: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, name)), { recursive: true })
    writeFileSync(join(place, name), text)
    if (name.endsWith('.large.yaml')) truncateSync(join(place, name), 60_000_000)
  }
}

export function cleanUp(): void {
  for (const place of places) rmSync(place, { recursive: true, force: true })
}

export function git(place: string, ...words: string[]): string {
  const settings = [
    '-c',
    'user.name=Nobody',
    '-c',
    'user.email=nobody@example.org',
    '-c',
    'init.defaultBranch=main'
  ]
  return execFileSync('git', [...settings, ...words], { cwd: place, encoding: 'utf8', stdio: 'pipe' }).trim()
}

/** The action as a release has it, in a folder with no packages around it. */
const bundle = workspace({ 'package.json': '{"type": "module"}' })
cpSync(join(inject('built'), 'action'), bundle, { recursive: true })

/** Runs the action in a workspace with the environment and the files that GitHub's runner gives to a step. */
export function runAction(place: string, { with: inputs = {}, env = {}, event = {} }: Step = {}): Outcome {
  const files = workspace({ output: '', summary: '', 'event.json': JSON.stringify(event), 'temp/.keep': '' })
  const given = Object.entries(metadata.inputs).map(([name, input]) => [name, inputs[name] ?? input.default])
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(bundle, 'index.js')], {
    cwd: place,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      ...Object.fromEntries(given.map(([name = '', value]) => [`INPUT_${name.toUpperCase()}`, value])),
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: join(files, 'event.json'),
      GITHUB_OUTPUT: join(files, 'output'),
      GITHUB_STEP_SUMMARY: join(files, 'summary'),
      GITHUB_WORKSPACE: place,
      RUNNER_TEMP: join(files, 'temp'),
      ...env
    }
  })
  const left = readdirSync(join(files, 'temp'))
  return {
    code: status,
    log: stdout + stderr,
    outputs: readOutputs(readFileSync(join(files, 'output'), 'utf8')),
    summary: readFileSync(join(files, 'summary'), 'utf8'),
    left: left.filter((name) => name !== '.keep')
  }
}

/** The file has `name<<delimiter`, the value, and the delimiter again. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  for (const [, name = '', , value = ''] of text.matchAll(
    /^([^\n]+)<<(ghadelimiter_[^\n]+)\n(.*?)\n\2$/gms
  )) {
    outputs[name] = value
  }
  return outputs
}
