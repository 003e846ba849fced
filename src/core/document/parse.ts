import { lineBreakAt, nextLine } from '../../text/index.ts'
import {
  cut,
  type Fault,
  type Json,
  keyName,
  type MappingNode,
  missingSeparator,
  type Node,
  type Piece,
  type Range,
  readPiece,
  readValue,
  recover,
  type SourceFile,
  shifted
} from '../../yaml/index.ts'
import { looksLikeTemplate } from './placeholder.ts'

/** One YAML document of a file: its tree as written and its value as the API server would see it. */
export interface ManifestDocument {
  readonly file: SourceFile
  /** Place among the file's documents that are not empty, from 0. */
  readonly index: number
  /** The stretch of the file that the document takes, without its `---` line. */
  readonly range: Range
  /** Absent where the document is not YAML, is a template, or cannot hold a kind we look at. */
  readonly tree?: Node
  readonly value?: Json
  /** Why Kubernetes cannot read this document; at most one, since the rest would be its consequences. */
  readonly fault?: Fault
  /** What kubectl drops in silence: all that follows the end of the document, mostly behind `...`. */
  readonly dropped?: Range
  /** Starts and ends of the comments, in order, as far as the document was read. */
  readonly comments?: readonly number[]
  /** Whether it was read as JSON, whose strings and numbers have other rules. */
  readonly isJson?: true
  /** Whether the document is a template that has to be rendered before it is YAML. */
  readonly isTemplate?: true
}

export interface ParseOptions {
  /** Words that a document has to have to be read; by default those of our kinds, such as Job. */
  readonly wanted?: RegExp
  /** Whether a document with a fault gets a tree of what can be made out all the same, as an editor needs it. */
  readonly isTolerant?: boolean
}

/** The documents of a file, in order; those that cannot hold a wanted kind, such as Job, stay unparsed. */
export function parse(file: SourceFile, options: ParseOptions = {}): ManifestDocument[] {
  return pieces(file.text).map((piece, index) => ({ file, index, ...read(file.text, piece, options) }))
}

/** A document, and the one of an earlier text that it was taken from, where it was there before, word for word. */
export interface ReparsedDocument {
  readonly document: ManifestDocument
  readonly from?: ManifestDocument
}

/** The same documents as of `parse`; those that an earlier text had already are not read again, only moved. */
export function reparse(
  file: SourceFile,
  before: readonly ManifestDocument[],
  options: ParseOptions = {}
): ReparsedDocument[] {
  // A fix in a document of one line takes the line break of the text's first line.
  const [first] = before
  const isSameBreak = first !== undefined && lineBreakAt(first.file.text, 0) === lineBreakAt(file.text, 0)
  const known = new Map(
    before
      .filter(({ fault, isJson }) => isSameBreak && fault === undefined && !isJson)
      .map((document) => [identityOf(document.file.text, document.range), document])
  )
  return pieces(file.text).map((piece, index) => {
    const isPlain = piece.separator === undefined && piece.notJson === undefined && piece.json === undefined
    const from = isPlain ? known.get(identityOf(file.text, piece)) : undefined
    if (from === undefined) return { document: { file, index, ...read(file.text, piece, options) } }
    return { document: moved(from, { file, index, start: piece.start }), from }
  })
}

/** What makes a document the same in another text: its words, and whether the line after its end goes on with them. */
function identityOf(text: string, { start, end }: Range): string {
  const next = goesOn(text, end) ? '+' : text.startsWith('---', end) ? '-' : '='
  return next + text.slice(start, end)
}

/** Whether a `---` line at an offset is followed by a line that is indented: it then mostly cuts a text in two. */
export function goesOn(text: string, separator: number): boolean {
  if (!text.startsWith('---', separator)) return false
  const next = nextLine(text, separator)
  return next !== undefined && /^ +(?!apiVersion:|kind:)[^\s#]/.test(text.slice(next, next + 200))
}

function moved(
  document: ManifestDocument,
  { file, index, start }: { readonly file: SourceFile; readonly index: number; readonly start: number }
): ManifestDocument {
  const { tree, dropped, comments, range } = document
  const by = start - range.start
  return {
    ...document,
    file,
    index,
    range: { start, end: range.end + by },
    ...(tree && { tree: shifted(tree, by) }),
    ...(dropped && { dropped: { start: dropped.start + by, end: dropped.end + by } }),
    ...(comments && { comments: comments.map((offset) => offset + by) })
  }
}

/** Whether a text can hold a Job, CronJob or Pod at all; a big repository is mostly other files. */
export function mayHoldOurs(text: string): boolean {
  return ourKinds.test(text)
}

/** The one document of a text that is data whatever its kind, such as a config; undefined where it holds nothing. */
export function parseData(file: SourceFile): ManifestDocument | undefined {
  const [piece, second] = pieces(file.text)
  if (piece === undefined) return undefined
  const document = { file, index: 0, ...readAll(file.text, piece, {}) }
  if (second === undefined) return document
  const message = 'Only one YAML document is expected here.'
  const { start } = second
  return {
    file,
    index: 0,
    range: document.range,
    fault: { code: 'BAD_SEPARATOR', message, start, end: start }
  }
}

/** What kubectl reads one by one, without pieces that hold nothing. */
function pieces(text: string): Piece[] {
  return cut(text).filter((piece) => piece.separator !== undefined || !isBlank(text, piece))
}

function isBlank(text: string, { start, end }: Range): boolean {
  return !somethingWritten.test(text.slice(start, end))
}

/** A line that begins with neither a comment nor the mark of a document's start, which holds nothing by itself. */
const somethingWritten = /^(?!---[ \t]*(?:#|\r?$))[^\S\r\n\u0085\u2028\u2029]*[^\s#\uFEFF]/m

/** Words without which a document holds none of our kinds; a big repository is mostly other documents. */
const ourKinds =
  /kind["']?\s*:\s*(?:[!&>|][^\n]{0,40}\n\s*)?(?!\s)[^\n]{0,40}(?:Job|Pod|List)|apiVersion["']?\s*:\s*["']?batch\//i

type Read = Omit<ManifestDocument, 'file' | 'index'>

function read(text: string, piece: Piece, options: ParseOptions): Read {
  const { start, end, separator } = piece
  const { wanted = ourKinds } = options
  // kubectl goes no further than a separator or a directive that it refuses: what comes after is lost as well.
  const isLast = separator === undefined && text[start] !== '%'
  const isWanted = wanted.test(isLast ? text.slice(start, end) : text.slice(start))
  return isWanted ? readAll(text, piece, options) : { range: { start, end } }
}

function readAll(text: string, piece: Piece, { isTolerant = false }: ParseOptions): Read {
  const range = { start: piece.start, end: piece.end }
  const { tree, value, fault: found, comments, rest } = readPiece(text, piece)
  const fault = found ?? piece.separator
  if (fault === undefined) {
    if (tree?.type !== 'mapping') return { range, comments }
    const glued = gluedFault(text, tree)
    if (glued !== undefined) return { range, fault: glued, comments }
    return {
      range,
      tree,
      comments,
      ...(value !== undefined && { value }),
      ...(rest && { dropped: rest }),
      ...(piece.json && { isJson: true })
    }
  }
  const source = text.slice(piece.start, piece.end)
  if (looksLikeTemplate(source)) {
    const filledIn = tree && readValue(tree, { takesTemplates: true })
    if (tree === undefined || filledIn === undefined || 'fault' in filledIn)
      return { range, isTemplate: true }
    return { range, tree, value: filledIn.value, comments }
  }
  return { range, fault, comments, ...(isTolerant && madeOut(source, piece.start)) }
}

/** Several manifests that nothing separates: kubectl reads one, a mixture of them all that nobody meant. */
function gluedFault(text: string, { pairs }: MappingNode): Fault | undefined {
  const kinds = pairs.filter(({ key }) => keyName(key) === 'kind')
  if (kinds.length < 2) return undefined
  const slip = missingSeparator(
    text,
    pairs.map(({ key }) => ({ name: keyName(key), start: key.start }))
  )
  return slip && { ...slip, code: 'MISSING_SEPARATOR' }
}

/** What can be made out of a document with a fault. */
function madeOut(source: string, base: number): Pick<ManifestDocument, 'tree' | 'value'> {
  const tree = recover(source, base)
  const read = tree?.type === 'mapping' ? readValue(tree, { takesTemplates: true }) : undefined
  return tree === undefined || read === undefined || 'fault' in read ? {} : { tree, value: read.value }
}
