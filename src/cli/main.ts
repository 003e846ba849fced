#!/usr/bin/env node
import { run } from './run.ts'

/** `jobsworth … | head` closes the pipe early; what was found still decides the exit code. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

async function stdin(): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function output(stream: NodeJS.WriteStream) {
  stream.on('error', ignoreClosedPipe)
  return {
    write: (text: string) => void stream.write(text),
    isTTY: stream.isTTY === true,
    columns: stream.columns || undefined
  }
}

process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdin,
  stdout: output(process.stdout),
  stderr: output(process.stderr)
})
