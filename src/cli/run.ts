import { UsageError } from '../core/config.ts'
import { printable } from '../core/printable.ts'
import { parseArguments } from './arguments.ts'
import { runExplain } from './explain.ts'
import { help } from './help.ts'
import { runInit } from './init.ts'
import type { ExitCode, Io } from './io.ts'
import { runLint } from './lint.ts'
import { runRules } from './rules.ts'
import { version } from './version.ts'

/** Runs a command line and answers with its exit code; nothing is thrown, and nothing but `io` is touched. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const isDebug = argv.includes('--debug')
  try {
    return await dispatch(argv, io)
  } catch (error) {
    const text = error instanceof UsageError ? error.message : crashed(error, isDebug)
    io.stderr(`${text.split('\n').map(printable).join('\n')}\n`)
    return 2
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { command, flags, operands } = parseArguments(argv)
  if (flags.help) {
    io.stdout(help())
    return 0
  }
  if (flags.version) {
    io.stdout(`${version}\n`)
    return 0
  }
  if (command === 'explain') return runExplain(operands, io)
  if (command === 'rules') return runRules(operands, flags, io)
  if (command === 'init') return runInit(operands, io)
  return runLint(operands, flags, io)
}

function crashed(error: unknown, isDebug: boolean): string {
  const cause = error instanceof Error ? error : new Error(String(error))
  const detail = isDebug ? (cause.stack ?? cause.message) : `${cause.message} (--debug shows more)`
  return `jobsworth crashed, which is a bug of jobsworth: ${detail}`
}
