import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as core from '@actions/core'
import { version } from '../cli/own-version.ts'
import { run as runCommand } from '../cli/run.ts'
import { UsageError } from '../core/config/index.ts'
import { count } from '../report/text.ts'
import { baseOf } from './base.ts'
import { type Inputs, readInputs } from './inputs.ts'
import { countsIn } from './outputs.ts'

/** The GitHub Action: makes a command line of its inputs, runs it once, and passes on what it reported. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP || tmpdir(), 'jobsworth-'))
  try {
    await lint(readInputs(version), folder)
  } catch (error) {
    core.setOutput('exit-code', 2)
    core.setFailed(
      error instanceof UsageError
        ? error.message
        : `The action crashed: ${error}. This is a bug in jobsworth.`
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function lint(inputs: Inputs, folder: string): Promise<void> {
  const cwd = process.env.GITHUB_WORKSPACE || process.cwd()
  const { ref, warning } = baseOf(inputs.since, process.env, cwd)
  if (warning !== undefined) core.warning(warning)
  const said: string[] = []
  const code = await runCommand(argumentsOf(inputs, ref, folder), {
    cwd,
    env: { ...process.env, GITHUB_ACTIONS: 'true' },
    stdin: async () => Buffer.alloc(0),
    stdout: { isTTY: false, write: (text) => void process.stdout.write(text) },
    stderr: { isTTY: false, write: (text) => void said.push(text) }
  })
  await handOn(inputs, folder)
  core.setOutput('exit-code', code)
  const words = said.join('').trim()
  if (code === 2) core.setFailed(words)
  else if (words !== '') core.info(words)
  // Findings are annotations already; one more would only take the place of one of them.
  if (code === 1) process.exitCode = core.ExitCode.Failure
}

function argumentsOf(inputs: Inputs, ref: string | undefined, folder: string): string[] {
  const flags = [...inputs.flags, ...(ref === undefined ? [] : [['since', ref] as const])]
  // The last is only there when the others are.
  const reports = [
    ...(inputs.sarifFile === '' ? [] : [`code-scanning=${inputs.sarifFile}`]),
    ...['github', 'markdown', 'json'].map((format) => `${format}=${join(folder, format)}`)
  ]
  return [
    'lint',
    '--format=compact',
    ...flags.map(([name, value]) => `--${name}=${value}`),
    ...(inputs.inlineConfig ? [] : ['--no-inline-config']),
    ...reports.map((report) => `--report=${report}`),
    '--',
    ...inputs.paths
  ]
}

async function handOn({ annotations, summary, sarifFile }: Inputs, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'json'))) return
  const [github, markdown, json] = ['github', 'markdown', 'json'].map((format) =>
    readFileSync(join(folder, format), 'utf8')
  ) as [string, string, string]
  const counts = countsIn(json)
  core.info(
    `${count(counts.findings, 'finding')}: ${count(counts.errors, 'error')}, ${count(counts.warnings, 'warning')}, ${counts.findings - counts.errors - counts.warnings} info.`
  )
  if (annotations) process.stdout.write(github)
  if (summary && !process.env.GITHUB_STEP_SUMMARY) core.warning('This runner does not support job summaries.')
  else if (summary) await core.summary.addRaw(markdown).write()
  for (const [name, value] of Object.entries(counts)) core.setOutput(name, value)
  core.setOutput('sarif-file', sarifFile)
}
