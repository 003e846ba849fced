import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type TextDocuments
} from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Rule } from '../core/rule/index.ts'
import type { Client } from './client.ts'
import { source } from './convert.ts'
import { type EditorSettings, readEditorSettings } from './editor-settings.ts'
import { type Folders, pathOf } from './folders.ts'
import { forgiving, type Voice } from './messages.ts'

export interface Following {
  readonly client: Client
  readonly folders: Folders
  readonly rules: readonly Rule[]
  /** What the editor has set so far. */
  readonly editor: EditorSettings
  /** Lints every open text again. */
  readonly refresh: () => void
  readonly voice: Voice
}

/** Milliseconds until the files around are read: what is open already comes first. */
const beforeLearning = 250

/** Keeps up with the files and settings on which findings depend. */
export function followChanges(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  { client, folders, rules, editor, refresh, voice }: Following
): void {
  const changed = (uris: readonly string[]) => {
    for (const path of uris.map(pathOf)) if (path !== undefined) folders.of(path).changed(path)
    refresh()
  }
  const learn = async () => {
    for (const folder of folders.all()) {
      // A broken config is said where a text is open that it holds for; this is not the end of the server.
      await folder.learn().catch((error: unknown) => voice.log(String(error)))
    }
    refresh()
  }
  let current = JSON.stringify(editor)
  const readSettings = (section: unknown) => {
    const next = forgiving(() => readEditorSettings(section), { command: {} }, voice)
    if (JSON.stringify(next) === current) return
    current = JSON.stringify(next)
    folders.reset({ rules, editor: next })
    refresh()
    void learn()
  }

  connection.onInitialized(async () => {
    setTimeout(() => void learn(), beforeLearning)
    // Asking for these sends a request, which a client answers only once it is told that all is set up.
    if (client.changesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        folders.remove(removed.map(({ uri }) => pathOf(uri)).filter((path) => path !== undefined))
        folders.add(added.map(({ uri }) => pathOf(uri)).filter((path) => path !== undefined))
        return learn()
      })
    }
    if (client.watchesFiles) await watch(connection)
    if (client.hasSettings) {
      if (client.registersSettings)
        await connection.client.register(DidChangeConfigurationNotification.type, { section: source })
      const section: unknown = await connection.workspace.getConfiguration(source)
      if (section !== null && section !== undefined) readSettings(section)
    }
  })
  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (client.hasSettings) return readSettings(await connection.workspace.getConfiguration(source))
    return readSettings((settings as Record<string, unknown> | null | undefined)?.[source])
  })
  connection.onDidChangeWatchedFiles(({ changes }) => changed(changes.map(({ uri }) => uri)))
  documents.onDidSave(({ document: { uri } }) => {
    if (!client.watchesFiles) changed([uri])
  })
}

function watch(connection: Connection) {
  return connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: '**/*.{yaml,yml,json}' }, { globPattern: '**/.{git,jobsworth}ignore' }]
  })
}
