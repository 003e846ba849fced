import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

// Starts a server as an editor does, opens a manifest, and ends it; says what did not come back.
const manifest = readFileSync(new URL('../fixtures/err/migration.yaml', import.meta.url), 'utf8')
const [main] = process.argv.slice(2)
const server = spawn(process.execPath, [main, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
const waiting = setTimeout(() => fail('It said nothing for twenty seconds.'), 20_000)
let buffer = Buffer.alloc(0)

server.stdout.on('data', (chunk) => {
  buffer = Buffer.concat([buffer, chunk])
  for (let message = next(); message !== undefined; message = next()) take(message)
})
server.on('exit', (code) => {
  clearTimeout(waiting)
  if (code !== 0) fail(`It ended with code ${code}.`)
})
send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } })

function take({ id, method, result, params }) {
  if (id === 1) {
    if (!result?.capabilities?.textDocumentSync) fail('It takes no texts.')
    send({ method: 'initialized', params: {} })
    const textDocument = { uri: 'file:///migration.yaml', languageId: 'yaml', version: 1, text: manifest }
    send({ method: 'textDocument/didOpen', params: { textDocument } })
  }
  if (method === 'textDocument/publishDiagnostics' && params.diagnostics.length > 0) {
    console.log(`The server finds ${params.diagnostics.length} things in a Job.`)
    send({ id: 2, method: 'shutdown' })
  }
  if (id === 2) send({ method: 'exit' })
}

function send(message) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message })
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

function next() {
  const end = buffer.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, end).toString())?.[1])
  if (buffer.length < end + 4 + length) return undefined
  const body = buffer.subarray(end + 4, end + 4 + length).toString()
  buffer = buffer.subarray(end + 4 + length)
  return JSON.parse(body)
}

function fail(words) {
  console.error(words)
  server.kill()
  process.exit(1)
}
