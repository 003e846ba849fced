#!/usr/bin/env node

/** Whether standard output took everything; a closed pipe, as behind `| head`, wanted no more. */
let isComplete = true

async function stdin(): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function output(stream: NodeJS.WriteStream, fail: (error: NodeJS.ErrnoException) => void) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') fail(error)
  })
  return {
    write: (text: string) => void stream.write(text),
    isTTY: stream.isTTY === true,
    columns: stream.columns || undefined
  }
}

function fail({ code }: NodeJS.ErrnoException): void {
  if (isComplete) {
    const why = code === 'ENOSPC' ? 'The disk is full.' : `The system reports ${code}.`
    process.stderr.write(`Standard output could not be written. ${why}\n`)
  }
  isComplete = false
  process.exitCode = 2
}

/** Loads the program, which takes about forty open files. */
async function load(): Promise<typeof import('./run.ts') | undefined> {
  try {
    return await import('./run.ts')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EMFILE')) throw error
    process.stderr.write(
      'Too few files may be open at a time for jobsworth to start; raise the limit: ulimit -n 256.\n'
    )
    process.exitCode = 2
    return undefined
  }
}

const program = await load()
if (program !== undefined) {
  const code = await program.run(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    stdin,
    stdout: output(process.stdout, fail),
    stderr: output(process.stderr, () => {})
  })
  process.exitCode = isComplete ? code : 2
}
