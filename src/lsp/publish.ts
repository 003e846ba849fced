import { type Connection, DocumentDiagnosticReportKind, type TextDocuments } from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Client } from './client.ts'
import type { Session } from './session.ts'

/** Milliseconds without a keystroke before diagnostics are pushed. */
const pause = 75

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
  documents.onDidChangeContent(({ document }) => {
    const { uri } = document
    if (!timers.has(uri)) return send(document)
    clearTimeout(timers.get(uri))
    timers.set(
      uri,
      setTimeout(() => send(document), pause)
    )
  })
  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(timers.get(uri))
    timers.delete(uri)
    void connection.sendDiagnostics({ uri, diagnostics: [] })
  })
  return { refresh: () => documents.all().forEach(send) }
}
