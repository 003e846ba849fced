import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'

const program = resolve('dist/cli/main.js')
const isBuilt = existsSync(program)
if (!isBuilt) console.warn('Skipped: dist/cli/main.js is not built; run npm run build.')

async function start(processId: number | null = null, flags = ['--stdio']) {
  const server = spawn(process.execPath, [program, 'lsp', ...flags])
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin)
  )
  connection.listen()
  await connection.sendRequest('initialize', { processId, rootUri: null, capabilities: {} } as never)
  await connection.sendNotification('initialized', {} as never)
  return { server, connection }
}

async function codeOf(server: ChildProcess): Promise<unknown> {
  const [code] = await once(server, 'exit')
  return code
}

describe.skipIf(!isBuilt)('the process', () => {
  test('ends well after shutdown and exit', async () => {
    const { server, connection } = await start(process.pid, [])
    const said: string[] = []
    server.stderr.on('data', (data) => said.push(String(data)))
    await connection.sendRequest('shutdown')
    await connection.sendNotification('exit')
    expect(await codeOf(server)).toBe(0)
    // Such as that V8 does not know a flag any more.
    expect(said).toEqual([])
  })

  test('ends badly on an exit without shutdown', async () => {
    const { server, connection } = await start()
    await connection.sendNotification('exit')
    expect(await codeOf(server)).toBe(1)
  })

  test('ends when its input does', async () => {
    const { server } = await start()
    server.stdin.end()
    expect(await codeOf(server)).toBe(1)
  })

  test('ends when the editor is gone', async () => {
    const gone = spawn(process.execPath, ['-e', ''])
    await once(gone, 'exit')
    const { server } = await start(gone.pid)
    expect(await codeOf(server)).toBe(1)
  })

  test('takes no file', async () => {
    const server = spawn(process.execPath, [program, 'lsp', 'a.yaml'])
    const [said] = await once(server.stderr, 'data')
    expect(String(said)).toBe('The command lsp takes no arguments, but got "a.yaml".\n')
  })
})
