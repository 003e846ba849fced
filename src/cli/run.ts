import { UsageError } from '../core/config/index.ts'
import { inert } from '../report/workflow-command.ts'
import { cut, printable } from '../text/index.ts'
import { type Arguments, parseArguments } from './arguments.ts'
import type { Io, Output } from './io.ts'
import { lint } from './lint-command.ts'
import { version } from './own-version.ts'

/** Runs a command line and answers with its exit code: 0 fine, 1 findings, 2 a mistake or a crash. */
export async function run(argv: readonly string[], given: Io): Promise<number> {
  const io = given.env.GITHUB_ACTIONS === 'true' ? { ...given, stderr: inertOutput(given.stderr) } : given
  try {
    return await answer(parseArguments(argv), io)
  } catch (error) {
    const isMistake = error instanceof UsageError
    const isDebug = argv.includes('--debug')
    const text = isMistake ? `${error.message}\n` : crash(error, isDebug)
    io.stderr.write(
      text
        .split('\n')
        .map((line) => cut(printable(line), 500))
        .join('\n')
    )
    return 2
  }
}

async function answer(parsed: Arguments, io: Io): Promise<number> {
  const { command, values } = parsed
  if (values.help) return print((await import('./help.ts')).help(), io)
  if (values.version) return print(`${version}\n`, io)
  if (command === 'explain')
    return print(await (await import('./explain-command.ts')).explain(parsed, io), io)
  if (command === 'rules') return print((await import('./rules-command.ts')).listRules(parsed), io)
  if (command === 'init') return print((await import('./init-command.ts')).init(parsed, io), io)
  if (command === 'baseline') return (await import('./baseline-command.ts')).baseline(parsed, io)
  if (command === 'lsp') return (await import('./lsp-command.ts')).lsp(parsed, io)
  if (values['print-config'] !== undefined) {
    return print(await (await import('./print-config-command.ts')).printConfig(parsed, io), io)
  }
  return lint(parsed, io)
}

/** A workflow's runner reads commands from standard error too, and file names come first there. */
function inertOutput(output: Output): Output {
  return { ...output, write: (text) => output.write(inert(text)) }
}

function print(text: string, { stdout }: Io): number {
  stdout.write(text)
  return 0
}

function crash(error: unknown, isDebug: boolean): string {
  const cause = error instanceof Error ? error : new Error(String(error))
  const details = isDebug ? `${cause.stack}\n` : 'Run it again with --debug to see where.\n'
  return `jobsworth crashed: ${cause.message}. This is a bug in jobsworth.\n${details}`
}
