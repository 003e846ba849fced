import { parseArgs } from 'node:util'
import { UsageError } from '../core/config/index.ts'
import { closest, didYouMean, quoted } from '../text/index.ts'
import { type CliValues, commands, type Option, options, type Subcommand } from './options.ts'

/** A command line taken apart. */
export interface Arguments {
  readonly command: Subcommand
  /** What follows the command: patterns, a rule's id. */
  readonly operands: readonly string[]
  readonly values: CliValues
}

/** Takes a command line apart; a UsageError says which word is wrong and what was meant. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(Object.entries(options).map(([name, option]) => [name, settings(option)])),
    strict: false,
    allowPositionals: true,
    tokens: true
  })
  const operands: string[] = []
  const values: Record<string, string | boolean | string[]> = {}
  let command: Subcommand | undefined
  let isPastOptions = false
  for (const token of tokens) {
    if (token.kind === 'option-terminator') isPastOptions = true
    else if (token.kind === 'option') take(token, values)
    else if (command === undefined && operands.length === 0 && !isPastOptions && isCommand(token.value))
      command = token.value
    else if (operands.length === 0 && !isPastOptions && isQuestion(token.value)) values[token.value] = true
    else operands.push(token.value)
  }
  check(command ?? 'lint', values)
  return { command: command ?? 'lint', operands, values }
}

/** What may have been meant by a word that is no file: a command, if one is near. */
export function commandNear(word: string): Subcommand | undefined {
  return commands.find((command) => command === closest(word, commands))
}

/** What other tools have as a command: `jobsworth help`. */
function isQuestion(word: string): word is 'help' | 'version' {
  return word === 'help' || word === 'version'
}

function isCommand(word: string): word is Subcommand {
  return commands.some((command) => command === word)
}

function settings({ type, short }: Option) {
  return { type, multiple: true, ...(short !== undefined && { short }) } as const
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function take(token: OptionToken, values: Record<string, string | boolean | string[]>): void {
  const { rawName, value, inlineValue } = token
  const name = rawName === '-V' ? 'version' : token.name
  const option = Object.hasOwn(options, name) ? options[name] : undefined
  if (option === undefined) throw new UsageError(unknown(rawName))
  if (option.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value, but got ${quoted(value)}.`)
    values[name] = true
    return
  }
  const isMissing = value === undefined || value === '' || (!inlineValue && /^-./.test(value))
  if (isMissing) throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value}.`)
  values[name] = option.multiple ? [...((values[name] as string[] | undefined) ?? []), value] : value
}

function unknown(rawName: string): string {
  const flags = Object.keys(options).map((name) => `--${name}`)
  return `Unknown option ${quoted(rawName)}${didYouMean(rawName, flags) || '; jobsworth --help lists them all.'}`
}

function check(command: Subcommand, values: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(values)) {
    const takers: readonly Subcommand[] = options[name]?.commands ?? ['lint']
    if (!takers.includes(command))
      throw new UsageError(`--${name} cannot be used with the command ${command}.`)
  }
  for (const name of ['color', 'config', 'baseline']) {
    if (name in values && `no-${name}` in values)
      throw new UsageError(`--${name} and --no-${name} cannot be used together.`)
  }
}
