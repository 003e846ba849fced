import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Range,
  type WorkspaceEdit
} from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { fix, isProven } from '../core/apply-fixes.ts'
import type { Edit } from '../core/fix/index.ts'
import type { Linted } from '../core/lint.ts'
import { type Finding, isActive } from '../core/rule/index.ts'
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
  const remedy = { edits: fix.edits, mends: finding }
  return fix.safety === 'safe'
    ? [quickFix(fix.title, { ...remedy, isPreferred: true }, scene)]
    : [quickFix(`${fix.title} (a guess: review it)`, remedy, scene)]
}

function disabling(here: readonly Finding[], scene: ActionScene): CodeAction[] {
  const { document, linted } = scene
  if (/json/i.test(document.languageId) || /\.json$/i.test(document.uri)) return []
  const ids = [...new Set(here.map(({ ruleId }) => ruleId))]
  return ids.flatMap((id) => {
    const mends = here.find(({ ruleId }) => ruleId === id) as Finding
    const line = disableLine(mends, linted)
    const file = disableFile(id, document.getText())
    return [
      ...(line ? [quickFix(`Disable ${id} for this line`, { edits: [line], mends }, scene)] : []),
      quickFix(`Disable ${id} for this file`, { edits: [file], mends }, scene)
    ]
  })
}

function all(scene: ActionScene): CodeAction[] {
  const { document, linted, client } = scene
  const isSafe = (finding: Finding) => isActive(finding) && finding.fix?.safety === 'safe'
  if (!linted.result.findings.some(isSafe)) return []
  const title = 'Apply all safe fixes (jobsworth)'
  if (client.resolvesEdits) return [{ title, kind: fixAllKind, data: { uri: document.uri } }]
  return [withAllFixes({ title, kind: fixAllKind }, scene)]
}

/** The action that fixes all that is safe, with its edit; it takes several rounds of linting. */
export function withAllFixes(action: CodeAction, scene: ActionScene): CodeAction {
  const { result, settings } = scene.linted
  const { text } = fix({ path: result.file, text: result.text }, settings)
  return { ...action, edit: workspaceEdit([difference(result.text, text)], scene) }
}

/** The lines from the first to the last in which two texts differ: whole ones, so that no line end or character is cut. */
function difference(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  start = before.lastIndexOf('\n', start - 1) + 1
  let tail = 0
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  while (tail > 0 && !(before.at(-1 - tail) === '\n' && after.at(-1 - tail) === '\n')) tail--
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) }
}

interface Remedy {
  readonly edits: readonly Edit[]
  readonly mends: Finding
  readonly isPreferred?: true
}

function quickFix(title: string, { edits, mends, ...rest }: Remedy, scene: ActionScene): CodeAction {
  const { showsRelated } = scene.client
  const diagnostics = [diagnostic(mends, scene.document, { showsRelated })]
  return { title, kind: CodeActionKind.QuickFix, edit: workspaceEdit(edits, scene), diagnostics, ...rest }
}

function workspaceEdit(edits: readonly Edit[], { document, client }: ActionScene): WorkspaceEdit {
  const { uri, version } = document
  const made = textEdits(document, edits)
  return client.checksVersions
    ? { documentChanges: [{ textDocument: { uri, version }, edits: made }] }
    : { changes: { [uri]: made } }
}
