import { type Connection, DocumentDiagnosticReportKind, type TextDocuments } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Client } from './client.ts'
import type { Session } from './session.ts'

/** Milliseconds without a keystroke before diagnostics are pushed. */
const pause = 75

/** UTF-16 units at the head of a long text that are looked at first: about what a window shows. */
const window = 8_000

/** Shows diagnostics: an editor that asks for them is answered, another is sent them on open and after changes. */
export function publish(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  { client, texts }: { readonly client: Client; readonly texts: Session }
): { readonly refresh: () => void } {
  documents.onDidClose(({ document }) => texts.close(document.uri))
  if (!client.pulls) return push(connection, documents, texts)
  connection.languages.diagnostics.on(({ textDocument, previousResultId }) => {
    const document = documents.get(textDocument.uri)
    const { id: resultId, items } = document ? texts.diagnostics(document) : { id: '', items: [] }
    if (resultId !== '' && resultId === previousResultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items }
  })
  return {
    refresh: () => {
      if (client.refreshesDiagnostics) void connection.languages.diagnostics.refresh()
    }
  }
}

function push(connection: Connection, documents: TextDocuments<TextDocument>, texts: Session) {
  const timers = new Map<string, NodeJS.Timeout | undefined>()
  const send = (document: TextDocument) => {
    clearTimeout(timers.get(document.uri))
    timers.set(document.uri, undefined)
    const { uri, version } = document
    void connection.sendDiagnostics({ uri, version, diagnostics: texts.diagnostics(document).items })
  }
  const sendIn = (milliseconds: number, document: TextDocument) => {
    clearTimeout(timers.get(document.uri))
    timers.set(
      document.uri,
      setTimeout(() => send(document), milliseconds)
    )
  }
  documents.onDidChangeContent(({ document }) => {
    if (timers.has(document.uri)) return sendIn(pause, document)
    const first = headOf(document)
    send(first ?? document)
    if (first !== undefined) sendIn(0, document)
  })
  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(timers.get(uri))
    timers.delete(uri)
    void connection.sendDiagnostics({ uri, diagnostics: [] })
  })
  return { refresh: () => documents.all().forEach(send) }
}

/** The first documents of a long text, which stand where they stand in it: whoever opens it sees them first. */
function headOf(document: TextDocument): TextDocument | undefined {
  const text = document.getText()
  const end = text.lastIndexOf('\n---', window)
  if (text.length < 2 * window || end < 0) return undefined
  const { uri, languageId, version } = document
  return TextDocument.create(uri, languageId, version, text.slice(0, end + 1))
}
