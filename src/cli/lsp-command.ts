import { setFlagsFromString } from 'node:v8'
import { createConnection } from 'vscode-languageserver/node'
import { rules } from '../../rules/index.ts'
import { UsageError } from '../core/config/index.ts'
import { serve } from '../lsp/server.ts'
import { quoted } from '../text/index.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { home, version } from './own-version.ts'

/** `jobsworth lsp`: serves an editor over standard input and output; the connection ends the process. */
export function lsp({ operands }: Arguments, { cwd }: Io): Promise<never> {
  const [extra] = operands
  if (extra !== undefined)
    throw new UsageError(`The command lsp takes no arguments, but got ${quoted(extra)}.`)
  for (const flag of forFirstAnswers) setFlagsFromString(flag)
  serve(createConnection(process.stdin, process.stdout), {
    version,
    rules,
    cwd,
    ...(home !== undefined && { home })
  })
  return new Promise(() => {})
}

/**
 * The first answers run code that is new: V8 is to compile it at once instead of reading it word by word. In Node 20 it
 * also optimises so early that it competes with the answer for the processor; later ones wait by themselves, and know
 * no such flag.
 */
const forFirstAnswers = [
  '--always-sparkplug',
  ...(process.versions.node.startsWith('20.') ? ['--interrupt-budget=1000000'] : [])
]
