import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { job } from './manifests.ts'

/** Prints how fast an editor is answered over standard input and output; needs `npm run build` first. */
const program = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js')
if (!existsSync(program)) throw new Error('Run `npm run build` first.')
const text = Array.from({ length: 50 }, (_, n) => job(n)).join('---\n')

const starts: number[] = []
const opens: number[] = []
const wholes: number[] = []
const later: number[] = []
for (let run = 0; run < 9; run++) {
  const editor = await start({})
  starts.push(editor.milliseconds)
  const { first, all } = await open(editor, 'first.yaml')
  opens.push(first)
  wholes.push(all)
  later.push((await open(editor, 'second.yaml')).all)
  editor.connection.dispose()
}
console.log(`a file of 50 Jobs, ${(text.length / 1000).toFixed(0)} kB, in an editor:`)
report('from the start of the program to the answer that it is ready', starts)
report('first diagnostics, of a file opened at once', opens)
report('all of its diagnostics', wholes)
report('all diagnostics of the next such file', later)
await keystrokes('a keystroke in the middle to its diagnostics, asked for', true)
await keystrokes('the same, pushed, with the pause of 75 ms that waits for more', false)
process.exit()

type Editor = Awaited<ReturnType<typeof start>>

/** Milliseconds from the opening of a file to its first diagnostics, which are those of its head, and to all of them. */
async function open(
  { connection, published }: Editor,
  name: string
): Promise<{ readonly first: number; readonly all: number }> {
  const textDocument = { uri: `file:///nowhere/${name}`, languageId: 'yaml', version: 1, text }
  const begin = performance.now()
  const answer = published(textDocument)
  await connection.sendNotification('textDocument/didOpen', { textDocument } as never)
  await answer
  const first = performance.now() - begin
  await published(textDocument)
  return { first, all: performance.now() - begin }
}

async function keystrokes(what: string, pulls: boolean): Promise<void> {
  const editor = await start(pulls ? { textDocument: { diagnostic: {} } } : {})
  const { connection, published } = editor
  let document = TextDocument.create('file:///nowhere/first.yaml', 'yaml', 1, text)
  const { uri } = document
  const ask = () => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } } as never)
  const textDocument = { uri, languageId: 'yaml', version: 1, text }
  if (!pulls) await open(editor, 'first.yaml')
  else {
    await connection.sendNotification('textDocument/didOpen', { textDocument } as never)
    await ask()
  }
  const times: number[] = []
  for (let count = 0; count < 60; count++) {
    const at = document.positionAt(document.getText().indexOf('main', text.length / 2) + 4)
    const contentChanges = [{ range: { start: at, end: at }, text: 'n' }]
    const version = document.version + 1
    document = TextDocument.update(document, contentChanges, version)
    const change = { textDocument: { uri, version }, contentChanges }
    const begin = performance.now()
    const answer = pulls ? undefined : published({ uri, version })
    await connection.sendNotification('textDocument/didChange', change as never)
    await (answer ?? ask())
    times.push(performance.now() - begin)
  }
  report(`${what}: the first`, times.slice(0, 1))
  report(what, times.slice(1))
  connection.dispose()
}

async function start(capabilities: object) {
  const begin = performance.now()
  const server = spawn(process.execPath, [program, 'lsp', '--stdio'])
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin)
  )
  let tell: (uri: string, version: number) => void = () => {}
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, version }) => tell(uri, version))
  connection.listen()
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities } as never)
  const milliseconds = performance.now() - begin
  await connection.sendNotification('initialized', {} as never)
  const published = (wanted: { readonly uri: string; readonly version: number }) =>
    new Promise<void>((resolve) => {
      tell = (uri, version) => (uri === wanted.uri && version === wanted.version ? resolve() : undefined)
    })
  return { connection, milliseconds, published }
}

function report(what: string, values: number[]): void {
  const sorted = values.sort((a, b) => a - b)
  const [median, worst] = [sorted[sorted.length >> 1], sorted.at(-1)]
  console.log(
    `  ${what}: ${median?.toFixed(1)} ms${sorted.length > 1 ? `, at worst ${worst?.toFixed(1)} ms` : ''}`
  )
}
