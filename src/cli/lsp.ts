import { setFlagsFromString } from 'node:v8'
import { createConnection } from 'vscode-languageserver/node'
import { rules } from '../../rules/index.ts'
import { UsageError } from '../core/config.ts'
import { quoted } from '../core/printable.ts'
import { serve } from '../lsp/server.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { version } from './version.ts'

/** `jobsworth lsp`: serves an editor over standard input and output; the connection ends the process. */
export function lsp({ operands }: Arguments, { cwd }: Io): Promise<never> {
  const [extra] = operands
  if (extra !== undefined)
    throw new UsageError(`The command lsp takes nothing more, but has ${quoted(extra)}.`)
  // An answer waits for code that runs a few times: optimising it early, V8 competes with it for the processor.
  setFlagsFromString('--interrupt-budget=1000000')
  serve(createConnection(process.stdin, process.stdout), { version, rules, cwd })
  return new Promise(() => {})
}
