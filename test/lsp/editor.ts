import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import {
  type ClientCapabilities,
  createConnection,
  createMessageConnection,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { rules } from '../../rules/index.ts'
import type { Rule } from '../../src/core/rule/rule.ts'
import { serve } from '../../src/lsp/server.ts'

/** What an editor of the tests is told, and how it starts. */
export interface EditorChoice {
  readonly files?: Readonly<Record<string, string>>
  readonly capabilities?: ClientCapabilities
  readonly initializationOptions?: unknown
  /** What the editor answers when it is asked for its settings. */
  readonly settings?: unknown
  readonly rules?: readonly Rule[]
  readonly home?: string
}

/** An editor at the other end of a real connection, with a folder of its own. */
export async function editor(choice: EditorChoice = {}): Promise<Editor> {
  const folder = mkdtempSync(join(tmpdir(), 'jobsworth-lsp-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(choice.files ?? {})) write(folder, name, text)
  const [there, back] = [new PassThrough(), new PassThrough()]
  const run = {
    version: '0.0.0',
    cwd: folder,
    rules: choice.rules ?? rules,
    ...(choice.home && { home: choice.home })
  }
  serve(createConnection(new StreamMessageReader(there), new StreamMessageWriter(back)), run)
  const connection = createMessageConnection(new StreamMessageReader(back), new StreamMessageWriter(there))
  const opened = new Editor(folder, connection, choice)
  connection.listen()
  opened.welcome = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'test' }],
    capabilities: choice.capabilities ?? {},
    initializationOptions: choice.initializationOptions
  })
  await connection.sendNotification('initialized', {})
  return opened
}

export function write(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

export class Editor {
  readonly folder: string
  readonly connection: MessageConnection
  readonly published: PublishDiagnosticsParams[] = []
  /** Every message, log line, request and registration that came, by method. */
  readonly heard: { readonly method: string; readonly params: unknown }[] = []
  welcome: InitializeResult | undefined
  settings: unknown

  constructor(folder: string, connection: MessageConnection, { settings }: EditorChoice) {
    this.folder = folder
    this.connection = connection
    this.settings = settings
    connection.onNotification((method, params) => {
      if (method === 'textDocument/publishDiagnostics') this.published.push(params as never)
      else this.heard.push({ method, params })
    })
    connection.onRequest((method, params) => {
      this.heard.push({ method, params })
      return method === 'workspace/configuration' ? [this.settings] : null
    })
  }

  uri(name: string): string {
    return /^\w+:/.test(name) ? name : pathToFileURL(join(this.folder, name)).href
  }

  async open(name: string, text: string, languageId = 'yaml'): Promise<TextDocument> {
    const uri = this.uri(name)
    const textDocument = { uri, languageId, version: 1, text }
    await this.connection.sendNotification('textDocument/didOpen', { textDocument })
    return TextDocument.create(uri, languageId, 1, text)
  }

  /** Types a text in place of some characters. */
  async type(
    document: TextDocument,
    at: readonly [start: number, end: number],
    text: string
  ): Promise<TextDocument> {
    const range = { start: document.positionAt(at[0]), end: document.positionAt(at[1]) }
    const version = document.version + 1
    const textDocument = { uri: document.uri, version }
    const contentChanges = [{ range, text }]
    await this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges })
    return TextDocument.update(document, contentChanges, version)
  }

  async notify(method: string, params: unknown): Promise<void> {
    await this.connection.sendNotification(method, params as never)
  }

  ask<Result>(method: string, { uri }: TextDocument, more: object = {}): Promise<Result> {
    return this.connection.sendRequest(method, { textDocument: { uri }, ...more } as never)
  }

  async pull(document: TextDocument): Promise<readonly Diagnostic[]> {
    const { items } = await this.ask<{ items: Diagnostic[] }>('textDocument/diagnostic', document)
    return items
  }

  /** The diagnostics of a version, once they are pushed. */
  async pushed({ uri, version }: TextDocument): Promise<readonly Diagnostic[]> {
    return until(
      () => this.published.findLast((one) => one.uri === uri && one.version === version)?.diagnostics
    )
  }
}

/** Waits for what comes sooner or later; the time limit of the test ends the wait. */
export async function until<Value>(look: () => Value | undefined): Promise<Value> {
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export function applied(document: TextDocument, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(document, [...edits])
}
