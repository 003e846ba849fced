import {
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ShowMessageNotification,
  TextDocumentSyncKind,
  TextDocuments
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { RunFacts } from '../report/run-facts.ts'
import { actions, fixAllKind, withAllFixes } from './actions.ts'
import { type Client, clientOf } from './client.ts'
import { source } from './convert.ts'
import { readEditorSettings } from './editor-settings.ts'
import { folders, rootsOf } from './folders.ts'
import { hover } from './hover.ts'
import { lenses } from './lens.ts'
import { forgiving, type Voice } from './messages.ts'
import { publish } from './publish.ts'
import { session } from './session.ts'
import { warmUp } from './warm-up.ts'
import { followChanges } from './watch.ts'

/** Serves an editor over a connection until it says goodbye. */
export function serve(connection: Connection, run: RunFacts): void {
  connection.onInitialize((params) => {
    const client = clientOf(params)
    attend(connection, { client, run, params })
    return capabilities(client, run)
  })
  connection.listen()
  warmUp(run.rules)
}

function capabilities(client: Client, { version }: RunFacts): InitializeResult {
  return {
    serverInfo: { name: source, version },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: true },
      hoverProvider: true,
      codeLensProvider: {},
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(client.pulls && {
        diagnosticProvider: { identifier: source, interFileDependencies: false, workspaceDiagnostics: false }
      })
    }
  }
}

interface Attendance {
  readonly client: Client
  readonly run: RunFacts
  readonly params: InitializeParams
}

function attend(connection: Connection, { client, run, params }: Attendance): void {
  const { rules } = run
  const voice: Voice = {
    warn: (message) =>
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }),
    log: (message) => connection.console.warn(message)
  }
  const none = { command: {} }
  const editor = forgiving(() => readEditorSettings(params.initializationOptions), none, voice)
  const around = folders({ rules, editor })
  around.add(rootsOf(params))
  const documents = new TextDocuments(TextDocument)
  const texts = session({ client, folders: around, run, voice })
  const diagnostics = publish(connection, documents, { client, texts })

  const refresh = () => {
    texts.invalidate()
    diagnostics.refresh()
    if (client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type)
  }
  followChanges(connection, documents, { client, folders: around, rules, editor, refresh, voice })

  const lintedAt = (uri: string) => {
    const document = documents.get(uri)
    const linted = document && texts.linted(document)
    return document && linted && { document, linted }
  }
  connection.onCodeAction((asked) => {
    const scene = lintedAt(asked.textDocument.uri)
    return scene ? actions(asked, { ...scene, client }) : []
  })
  connection.onCodeActionResolve((action) => {
    const scene = lintedAt(String(action.data?.uri))
    return scene && action.edit === undefined ? withAllFixes(action, { ...scene, client }) : action
  })
  connection.onHover(({ textDocument, position }) => {
    const scene = lintedAt(textDocument.uri)
    return scene ? hover(position, { ...scene, rules, now: Date.now() }) : null
  })
  connection.onCodeLens(({ textDocument }) => {
    const scene = lintedAt(textDocument.uri)
    return scene ? lenses(scene.document, scene.linted, Date.now()) : []
  })
  documents.listen(connection)
}
