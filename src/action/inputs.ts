import { getBooleanInput, getInput, getMultilineInput } from '@actions/core'
import { UsageError } from '../core/config/index.ts'
import { quoted } from '../text/index.ts'

/** What `with:` in a workflow says, by the names in action.yml. */
export interface Inputs {
  readonly paths: readonly string[]
  /** Inputs that are flags of the command line under the same name, where they were given. */
  readonly flags: readonly (readonly [name: string, value: string])[]
  readonly since: string
  readonly sarifFile: string
  readonly inlineConfig: boolean
  readonly annotations: boolean
  readonly summary: boolean
}

/** Reads the inputs; a UsageError says which of them cannot be taken. */
export function readInputs(version: string): Inputs {
  const expected = getInput('version')
  if (expected !== '' && !isVersion(expected.replace(/^v/, ''), version)) {
    throw new UsageError(
      `This action is jobsworth ${version}, but the input version expects ${quoted(expected)}. ` +
        'The text after "@" in uses determines which jobsworth runs.'
    )
  }
  const flags = ['config', 'profile', 'kubernetes-version', 'fail-on'].map(
    (name) => [name, getInput(name)] as const
  )
  return {
    paths: getMultilineInput('paths'),
    flags: flags.filter(([, value]) => value !== ''),
    since: getInput('since'),
    sarifFile: getInput('sarif-file'),
    inlineConfig: getFlag('inline-config'),
    annotations: getFlag('annotations'),
    summary: getFlag('summary')
  }
}

/** `0.1` means every 0.1.x. */
function isVersion(expected: string, version: string): boolean {
  return version === expected || version.startsWith(`${expected}.`)
}

function getFlag(name: string): boolean {
  if (getInput(name) === '') return true
  try {
    return getBooleanInput(name)
  } catch {
    throw new UsageError(`The input ${name} is ${quoted(getInput(name))}; expected true or false.`)
  }
}
