import { parseArgs } from 'node:util'
import { UsageError } from '../core/config.ts'
import { deliveryMethods } from '../core/delivery.ts'
import { quoted } from '../core/printable.ts'
import { profiles, severities } from '../core/rule.ts'
import { didYouMean } from '../core/suggest.ts'

interface Option {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  readonly multiple?: true
  /** What stands for the value in the help. */
  readonly value?: string
  readonly choices?: readonly string[]
  readonly help: string
}

/** Every option, in the order of the help; `--color` and the like have a `--no-` form of their own. */
export const options = {
  config: { type: 'string', short: 'c', value: 'FILE', help: 'Use this config for every file.' },
  'no-config': { type: 'boolean', help: 'Use no config.' },
  'print-config': {
    type: 'string',
    value: 'FILE',
    help: 'Print the settings that hold for a file, and lint nothing.'
  },
  profile: {
    type: 'string',
    value: 'NAME',
    choices: profiles,
    help: 'minimal, recommended (the default) or strict.'
  },
  rule: {
    type: 'string',
    multiple: true,
    value: "'ID: SEVERITY'",
    help: "Set a rule: 'ttl-required: off', 'ttl-range: [error, {max: 3600}]'."
  },
  delivery: {
    type: 'string',
    value: 'METHOD',
    choices: deliveryMethods,
    help: 'How the manifests reach the cluster: kubectl-apply, helm, argocd, flux, …'
  },
  format: {
    type: 'string',
    short: 'f',
    value: 'NAME',
    help: 'text, json, sarif, github, compact, or an ESLint formatter.'
  },
  'output-file': { type: 'string', short: 'o', value: 'FILE', help: 'Write the report there.' },
  quiet: { type: 'boolean', help: 'Report errors only.' },
  'max-warnings': { type: 'string', value: 'N', help: 'Fail when there are more warnings than this.' },
  'fail-on': {
    type: 'string',
    value: 'SEVERITY',
    choices: severities,
    help: 'Fail at findings of this severity or a worse one: error (the default), warning, info.'
  },
  'ignore-pattern': {
    type: 'string',
    multiple: true,
    value: 'PATTERN',
    help: 'Leave out files, as in .gitignore.'
  },
  'force-exclude': { type: 'boolean', help: 'Leave out excluded files even when they are named.' },
  'no-error-on-unmatched-pattern': {
    type: 'boolean',
    help: 'Take a pattern that matches nothing for granted.'
  },
  'stdin-filename': {
    type: 'string',
    value: 'NAME',
    help: 'The name under which `-` is reported and configured.'
  },
  color: { type: 'boolean', help: 'Colour the text, whatever the terminal.' },
  'no-color': { type: 'boolean', help: 'Do not colour the text.' },
  debug: { type: 'boolean', help: 'Print the stack of a crash.' },
  version: { type: 'boolean', short: 'v', help: 'Print the version.' },
  help: { type: 'boolean', short: 'h', help: 'Print this help.' }
} as const satisfies Readonly<Record<string, Option>>

export const commands = ['lint', 'explain', 'rules', 'init'] as const
export type Command = (typeof commands)[number]

type Options = typeof options

/** The options of a command line, each checked; absent where it was not given. */
export type Flags = {
  readonly [Name in keyof Options]?: Options[Name] extends { multiple: true }
    ? string[]
    : Options[Name] extends { choices: readonly (infer Choice)[] }
      ? Choice
      : Options[Name]['type'] extends 'string'
        ? string
        : boolean
}

export interface Arguments {
  readonly command: Command
  readonly flags: Flags
  /** What is neither an option nor the command. */
  readonly operands: readonly string[]
}

/** Takes a command line apart; a UsageError says what is wrong with it. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true
  })
  for (const token of tokens) if (token.kind === 'option') checkOption(token)
  const [first, ...rest] = positionals
  const command = commands.find((name) => name === first)
  const flags = values as Flags
  return command === undefined
    ? { command: 'lint', flags, operands: positionals }
    : { command, flags, operands: rest }
}

function checkOption({
  name,
  rawName,
  value
}: {
  name: string
  rawName: string
  value: string | undefined
}): void {
  const option: Option | undefined = Object.hasOwn(options, name) ? options[name as keyof Options] : undefined
  if (option === undefined) {
    const guess = didYouMean(name, Object.keys(options)).replace(/"(.*)"/, '--$1')
    throw new UsageError(`Unknown option ${quoted(rawName)}${guess || '; see `jobsworth --help`.'}`)
  }
  if (option.type === 'boolean' && value !== undefined) throw new UsageError(`${rawName} takes no value.`)
  if (option.type === 'string' && (value === undefined || value === '')) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value}.`)
  }
  if (option.choices && !option.choices.includes(value as string)) {
    const guess = didYouMean(value as string, option.choices)
    throw new UsageError(
      `${rawName} ${quoted(value)} is unknown${guess || `; choose from ${option.choices.join(', ')}.`}`
    )
  }
  if (name === 'max-warnings' && !/^(\d+|-1)$/.test(value as string)) {
    throw new UsageError(`--max-warnings ${quoted(value)} is no number of warnings.`)
  }
}
