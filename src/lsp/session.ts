import type { Diagnostic } from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Linted } from '../core/lint.ts'
import { isActive } from '../core/rule/index.ts'
import type { RunFacts } from '../report/run-facts.ts'
import type { Client } from './client.ts'
import { diagnostic } from './convert.ts'
import type { Folders } from './folders.ts'
import { type Look, look } from './lint-text.ts'
import type { Voice } from './messages.ts'

/** What is known of the open texts; each text is linted once, however much is asked of it. */
export interface Session {
  readonly linted: (document: TextDocument) => Linted | undefined
  readonly diagnostics: (document: TextDocument) => { readonly id: string; readonly items: Diagnostic[] }
  readonly close: (uri: string) => void
  /** Looks at every text again when it is asked for next. */
  readonly invalidate: () => void
}

export interface SessionChoice {
  readonly client: Client
  readonly folders: Folders
  readonly run: RunFacts
  readonly voice: Voice
}

interface Seen extends Look {
  /** Not its version: an editor may begin to count again. */
  readonly text: string
  readonly id: string
}

export function session({ client, folders, run, voice }: SessionChoice): Session {
  const seen = new Map<string, Seen>()
  const stale = new Set<string>()
  const told = new Set<string>()
  let count = 0

  function view(document: TextDocument): Seen {
    const { uri } = document
    const text = document.getText()
    const before = seen.get(uri)
    if (before?.text === text && !stale.has(uri)) return before
    stale.delete(uri)
    const found = look(document, { folders, rules: run.rules, root: run.cwd }, before?.linted)
    const now = { ...found, text, id: String(++count) }
    seen.set(uri, now)
    if (found.notice !== undefined) once(found.notice, voice.warn)
    if (found.remark !== undefined) once(found.remark, voice.log)
    return now
  }

  function once(message: string, say: (message: string) => void): void {
    if (told.has(message)) return
    told.add(message)
    say(message)
  }

  return {
    linted: (document) => view(document).linted,
    diagnostics: (document) => {
      const { id, linted, complaints } = view(document)
      const findings = linted?.result.findings.filter(isActive) ?? []
      const { showsRelated } = client
      const shown = findings.map((finding) => diagnostic(finding, document, { run, showsRelated }))
      return { id, items: [...complaints, ...shown] }
    },
    close: (uri) => {
      seen.delete(uri)
      stale.delete(uri)
    },
    invalidate: () => {
      for (const uri of seen.keys()) stale.add(uri)
    }
  }
}
