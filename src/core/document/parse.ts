import { lineBreakAt, nextLine } from '../../text/index.ts'
import {
  cut,
  type Encoding,
  type Fault,
  type Piece,
  type Range,
  type SourceFile,
  shifted
} from '../../yaml/index.ts'
import type { ManifestDocument, ParseOptions } from './manifest-document.ts'
import { isOfOtherKind } from './other-kinds.ts'
import { mayHoldOurs } from './our-kinds.ts'
import { type ReadDocument, readDocument } from './read-document.ts'

/** The documents of a file, in order; those that cannot hold a wanted kind, such as Job, stay unparsed. */
export function parse(file: SourceFile, options: ParseOptions = {}): ManifestDocument[] {
  if (file.encoding?.fault !== undefined) return garbled(file, file.encoding.fault, options)
  const found = pieces(file.text)
  const last = lastOfOurs(file.text, found)
  return found.map((piece, index) => {
    if (isBehindWords(found[index - 1])) return { file, index, range: { start: piece.start, end: piece.end } }
    return { file, index, ...read(file.text, piece, { ...options, isAheadOfOurs: index < last }) }
  })
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
  if (file.encoding?.fault !== undefined) return parse(file, options).map((document) => ({ document }))
  // A fix in a document of one line takes the line break of the text's first line.
  const [first] = before
  const isSameBreak = first !== undefined && lineBreakAt(first.file.text, 0) === lineBreakAt(file.text, 0)
  const known = new Map(
    before
      .filter(
        ({ fault, isJson, tree }) => isSameBreak && fault === undefined && !isJson && tree !== undefined
      )
      .map((document) => [identityOf(document.file.text, document.range), document])
  )
  const found = pieces(file.text)
  const last = lastOfOurs(file.text, found)
  return found.map((piece, index) => {
    if (isBehindWords(found[index - 1]))
      return { document: { file, index, range: { start: piece.start, end: piece.end } } }
    const isPlain = piece.separator === undefined && piece.notJson === undefined && piece.json === undefined
    const from = isPlain ? known.get(identityOf(file.text, piece)) : undefined
    const isAheadOfOurs = index < last
    if (from === undefined)
      return { document: { file, index, ...read(file.text, piece, { ...options, isAheadOfOurs }) } }
    return { document: moved(from, { file, index, start: piece.start }), from }
  })
}

/** Whether the line before a piece has words behind its `---`, which mostly are the first of the piece: it is judged once they are. */
function isBehindWords(before: Piece | undefined): boolean {
  return before?.separator !== undefined && !/separator: -+$/.test(before.separator.message)
}

/** A file that nobody can rely on counts as one document where it may hold a wanted kind, and else as none. */
function garbled(
  file: SourceFile,
  { message, start }: NonNullable<Encoding['fault']>,
  { wanted = mayHoldOurs }: ParseOptions
): ManifestDocument[] {
  if (!wanted(file.text)) return []
  const fault: Fault = { code: 'ENCODING', message, start, end: Math.min(start + 1, file.text.length) }
  return [{ file, index: 0, range: { start: 0, end: file.text.length }, fault }]
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

/** The one document of a text that is data whatever its kind, such as a config; undefined where it holds nothing. */
export function parseData(file: SourceFile): ManifestDocument | undefined {
  const [piece, second] = pieces(file.text)
  if (piece === undefined) return undefined
  const document = { file, index: 0, ...readDocument(file.text, piece, {}) }
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

interface ReadOptions extends ParseOptions {
  /** Whether a document that may be ours comes behind this one, which kubectl does not reach if it stops here. */
  readonly isAheadOfOurs?: boolean
}

function read(text: string, piece: Piece, options: ReadOptions): ReadDocument {
  const { start, end, separator } = piece
  const { wanted = mayHoldOurs, isAheadOfOurs = false } = options
  // kubectl goes no further than a separator or a directive that it refuses: what comes after is lost as well.
  const isLast = separator === undefined && text[start] !== '%'
  const isWanted = wanted(isLast ? text.slice(start, end) : text.slice(start))
  if (!isWanted && !isAheadOfOurs) return { range: { start, end } }
  const isForeign = options.wanted === undefined && isLast && isOfOtherKind(text.slice(start, end))
  if (!isWanted && !isForeign) return { range: { start, end } }
  const found = readDocument(text, piece, options)
  if (!isForeign || (found.tree && isWanted)) return found
  const { range, fault, comments = [] } = found
  return fault && isAheadOfOurs ? { range, fault, comments, isForeign: true } : { range }
}

/** The index of the last document that may be ours, or -1. */
function lastOfOurs(text: string, found: readonly Piece[]): number {
  return found.findLastIndex(({ start, end }) => {
    const source = text.slice(start, end)
    return mayHoldOurs(source) && !isOfOtherKind(source)
  })
}
