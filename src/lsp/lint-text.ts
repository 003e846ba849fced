import { basename, join } from 'node:path'
import type { Diagnostic } from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { readConfig, UsageError } from '../core/config/index.ts'
import { mayHoldOurs } from '../core/document/index.ts'
import { type Linted, lint } from '../core/lint.ts'
import type { Rule } from '../core/rule/index.ts'
import { configNames } from '../node/config-file.ts'
import { crashMessage } from '../report/crash.ts'
import { printable } from '../text/index.ts'
import { complaint } from './convert.ts'
import { type Folders, pathOf } from './folders.ts'

/** What there is to say of an open text. */
export interface Look {
  /** The result of linting; absent where there is nothing of ours to lint, or no way to. */
  readonly linted?: Linted
  /** What is wrong besides findings: a broken config, a fault of ours. */
  readonly complaints: readonly Diagnostic[]
  /** Something that the user has to be told, once. */
  readonly notice?: string
  /** Something that may explain to a user why nothing is shown. */
  readonly remark?: string
}

/** Bytes of UTF-8 beyond which a text is declined. */
const largest = 5_000_000

/** Looks at an open text as a run over its folder would; what was linted before makes it faster. */
export function look(
  document: TextDocument,
  {
    folders,
    rules,
    root
  }: { readonly folders: Folders; readonly rules: readonly Rule[]; readonly root: string },
  before?: Linted
): Look {
  const path = pathOf(document.uri) ?? join(root, 'untitled.yaml')
  if (!isOurLanguage(document, path)) return nothing
  const text = document.getText()
  if (text.length > largest / 3 && Buffer.byteLength(text) > largest) {
    return {
      complaints: [],
      notice: `${printable(basename(path))} is larger than 5 MB; jobsworth does not lint it in the editor.`
    }
  }
  try {
    if (configNames.includes(basename(path))) readConfig({ path: basename(path), text }, rules)
    if (!mayHoldOurs(text)) return nothing
    const folder = folders.of(path)
    const settings = folder.settingsFor(path, text)
    if (settings === undefined) return { complaints: [], remark: leftOut(folder.nameOf(path)) }
    const linted = lint({ path: folder.nameOf(path), text }, settings, before)
    return {
      linted: { ...linted, result: folder.hideKnown(linted.result) },
      complaints: linted.result.crashes.map((crash) => complaint(printable(crashMessage(crash))))
    }
  } catch (error) {
    if (error instanceof UsageError) return mistake(error, path)
    const cause = error instanceof Error ? error : new Error(String(error))
    const message = `jobsworth crashed: ${printable(cause.message)}. This is a bug in jobsworth; the file was not linted.`
    return { complaints: [complaint(message)], notice: message }
  }
}

function leftOut(name: string): string {
  return `${printable(name)} is not linted: the config, .gitignore or .jobsworthignore leaves it out.`
}

const nothing: Look = { complaints: [] }

function isOurLanguage({ languageId }: TextDocument, path: string): boolean {
  return /yaml|json|helm/i.test(languageId) || /\.(?:ya?ml|json)$/i.test(path)
}

/** In a config itself each mistake is shown at its place; a manifest that is not linted because of one says so. */
function mistake({ message }: UsageError, path: string): Look {
  const lines = message.split('\n')
  const places = lines.map((line) => /^(.*):(\d+):(\d+): (.*)$/s.exec(line))
  const isOwn = configNames.includes(basename(path)) && places.every((place) => place?.[1] === basename(path))
  if (!isOwn) return { complaints: [complaint(`Not linted. ${message}`)], notice: message }
  return {
    complaints: places.map((place) => {
      const at = { line: Number(place?.[2]) - 1, character: Number(place?.[3]) - 1 }
      return complaint(place?.[4] ?? message, { start: at, end: at })
    })
  }
}
