import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Range,
  type TextEdit
} from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Edit } from '../core/change.ts'
import { type Finding, isActive } from '../core/finding.ts'
import { fix, isProven } from '../core/fix.ts'
import type { Linted } from '../core/relint.ts'
import type { Client } from './client.ts'
import { diagnostic, offsetsIn, source, textEdits } from './convert.ts'
import { disableFile, disableLine } from './disable.ts'

/** The kind under which an editor can ask for all safe fixes, on save for example. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.${source}`

export interface ActionScene {
  readonly document: TextDocument
  readonly linted: Linted
  readonly client: Client
}

/** What can be done about the findings in a range, and about all of the text; nothing in templates. */
export function actions({ range, context }: CodeActionParams, scene: ActionScene): CodeAction[] {
  const { result } = scene.linted
  if (result.templates > 0) return []
  const here = findingsIn(range, scene)
  const found = [
    ...here.flatMap((finding) => fixes(finding, scene)),
    ...disabling(here, scene),
    ...all(scene)
  ]
  const { only } = context
  return only === undefined
    ? found
    : found.filter(({ kind }) => only.some((wanted) => isKind(kind ?? '', wanted)))
}

/** The findings that a range touches; where a cursor touches none, those of its line. */
function findingsIn(range: Range, { document, linted }: ActionScene): Finding[] {
  const touched = ({ start, end }: { readonly start: number; readonly end: number }) =>
    linted.result.findings.filter(
      (finding) => isActive(finding) && finding.range.start <= end && start <= finding.range.end
    )
  const { start, end } = offsetsIn(document, range)
  const here = touched({ start, end })
  if (here.length > 0 || start !== end) return here
  const { line } = range.start
  const next = document.offsetAt({ line: line + 1, character: 0 })
  const isLast = line === document.lineCount - 1
  return touched({ start: document.offsetAt({ line, character: 0 }), end: isLast ? next : next - 1 })
}

function isKind(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`)
}

function fixes(finding: Finding, scene: ActionScene): CodeAction[] {
  const { fix } = finding
  const document = scene.linted.documents.find(({ document }) => document.index === fix?.document)?.document
  if (fix === undefined || document === undefined || !isProven(document, [{ ...finding, fix }])) return []
  const title = fix.safety === 'safe' ? fix.title : `${fix.title} (a guess: look at it)`
  return [
    action(title, { kind: CodeActionKind.QuickFix, edits: fix.edits, mends: [finding] }, scene, fix.safety)
  ]
}

function disabling(here: readonly Finding[], scene: ActionScene): CodeAction[] {
  const { document, linted } = scene
  if (/json/i.test(document.languageId) || /\.json$/i.test(document.uri)) return []
  const first = new Map(here.map((finding) => [finding.ruleId, finding] as const).reverse())
  const kind = CodeActionKind.QuickFix
  return [...first].reverse().flatMap(([id, finding]) => {
    const line = disableLine(finding, linted)
    const above =
      line && action(`Disable ${id} for this line`, { kind, edits: [line], mends: [finding] }, scene)
    const top = { kind, edits: [disableFile(id, document.getText())], mends: [finding] }
    return [...(above ? [above] : []), action(`Disable ${id} for this file`, top, scene)]
  })
}

function all(scene: ActionScene): CodeAction[] {
  const { result, settings } = scene.linted
  const safe = result.findings.filter((finding) => isActive(finding) && finding.fix?.safety === 'safe')
  if (safe.length === 0) return []
  const { text } = fix({ path: result.file, text: result.text }, settings)
  if (text === result.text) return []
  const edits = [difference(result.text, text)]
  return [action('Fix all that is safe to fix (jobsworth)', { kind: fixAllKind, edits, mends: safe }, scene)]
}

/** The one stretch in which two texts differ. */
function difference(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let tail = 0
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) }
}

interface Remedy {
  readonly kind: string
  readonly edits: readonly Edit[]
  readonly mends: readonly Finding[]
}

function action(
  title: string,
  { kind, edits, mends }: Remedy,
  { document, client }: ActionScene,
  safety?: 'safe' | 'unsafe'
): CodeAction {
  const { uri, version } = document
  const made: TextEdit[] = textEdits(document, edits)
  const edit = client.checksVersions
    ? { documentChanges: [{ textDocument: { uri, version }, edits: made }] }
    : { changes: { [uri]: made } }
  const diagnostics = mends.map((finding) => diagnostic(finding, document, { showsRelated: false }))
  return { title, kind, edit, diagnostics, ...(safety === 'safe' && { isPreferred: true }) }
}
