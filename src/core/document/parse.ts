import { lineBreakAt, nextLine } from '../../text/index.ts'
import {
  cut,
  type Encoding,
  type Fault,
  type Json,
  keyName,
  type MappingNode,
  missingSeparator,
  type Node,
  type Piece,
  type PieceReading,
  type Range,
  type Recover,
  readPiece,
  readValue,
  type SourceFile,
  shifted
} from '../../yaml/index.ts'
import { disguised, holdsBars, uncover, withoutBars } from './disguise.ts'
import { isListOfOurs, isOfOtherKind, listFault } from './other-kinds.ts'
import { looksLikeTemplate, type OwnPlaceholders, ownPlaceholders } from './placeholder.ts'

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
  /** Whether it is of another kind than ours, and kubectl stops at it before it comes to one of ours. */
  readonly isForeign?: true
  /** The placeholders with which it was read, and what the config's own mean. */
  readonly placeholders?: readonly string[]
  readonly ownPlaceholders?: OwnPlaceholders
  /** Whether it was read as JSON, whose strings and numbers have other rules. */
  readonly isJson?: true
  /** Whether the document is a template that has to be rendered before it is YAML. */
  readonly isTemplate?: true
}

export interface ParseOptions {
  /** Words that a document has to have to be read; by default those of our kinds, such as Job. */
  readonly wanted?: RegExp
  /** Makes a tree of what it can make out of a document with a fault, as an editor needs it. */
  readonly recover?: Recover | undefined
  /**
   * Given where values may be filled in later, so that a text need not be YAML before: a config's own patterns, in which
   * `*` stands for any characters. Absent where every text counts as it stands.
   */
  readonly placeholders?: readonly string[]
}

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
  { wanted = ourKinds }: ParseOptions
): ManifestDocument[] {
  if (!wanted.test(file.text)) return []
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

/** Whether a text can hold a Job, CronJob or Pod at all; a big repository is mostly other files. */
export function mayHoldOurs(text: string): boolean {
  return ourKinds.test(text)
}

/** Whether a document is a template of what can be one of our kinds, as far as its words show before it is rendered. */
export function isOurTemplate({ isTemplate, file, range }: ManifestDocument): boolean {
  return isTemplate === true && ourTemplate.test(file.text.slice(range.start, range.end))
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

/** A kind that is written is one of ours, or what is written in its place is to be rendered. */
const ourTemplate =
  /\bkind["']?[ \t]*:[ \t]*(?:["']?(?:(?:Cron)?Job|Pod)(?:List)?["']?[ \t]*(?:[#,}\r\n]|$)|["']?(?:\{\{|\{%|<%))|\bapiVersion["']?[ \t]*:[ \t]*["']?batch\//

type Read = Omit<ManifestDocument, 'file' | 'index'>

interface ReadOptions extends ParseOptions {
  /** Whether a document that may be ours comes behind this one, which kubectl does not reach if it stops here. */
  readonly isAheadOfOurs?: boolean
}

function read(text: string, piece: Piece, options: ReadOptions): Read {
  const { start, end, separator } = piece
  const { wanted = ourKinds, isAheadOfOurs = false } = options
  // kubectl goes no further than a separator or a directive that it refuses: what comes after is lost as well.
  const isLast = separator === undefined && text[start] !== '%'
  const isWanted = wanted.test(isLast ? text.slice(start, end) : text.slice(start))
  const isForeign = options.wanted === undefined && isLast && isOfOtherKind(text.slice(start, end))
  if (!isWanted && !(isForeign && isAheadOfOurs)) return { range: { start, end } }
  const found = readAll(text, piece, options)
  if (!isForeign || (found.tree && isWanted)) return found
  const { range, fault, comments = [] } = found
  return fault && isAheadOfOurs ? { range, fault, comments, isForeign: true } : { range }
}

/** The index of the last document that may be ours, or -1. */
function lastOfOurs(text: string, found: readonly Piece[]): number {
  return found.findLastIndex(({ start, end }) => {
    const source = text.slice(start, end)
    return ourKinds.test(source) && !isOfOtherKind(source)
  })
}

function readAll(text: string, piece: Piece, { recover, placeholders }: ParseOptions): Read {
  const range = { start: piece.start, end: piece.end }
  const { tree, value, fault: found, comments, rest } = readFilledIn(text, piece, placeholders)
  const own = ownPlaceholders(placeholders ?? [])
  const fault = found ?? piece.separator ?? wordsFirst(text, tree, rest)
  if (fault === undefined) {
    if (tree?.type === 'sequence' && isListOfOurs(tree)) return { range, fault: listFault(tree), comments }
    if (tree?.type !== 'mapping') return { range, comments }
    const glued = gluedFault(text, tree)
    if (glued !== undefined) return { range, fault: glued, comments }
    return {
      range,
      tree,
      comments,
      ...(value !== undefined && { value }),
      ...(placeholders && { placeholders }),
      ...(own && { ownPlaceholders: own }),
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
  return { range, fault, comments, ...(recover && madeOut(recover(source, piece.start))) }
}

/** Reads a piece; where it is no YAML, or has placeholders of one's own, as it would be with plain words in their place. */
function readFilledIn(text: string, piece: Piece, placeholders: readonly string[] | undefined): PieceReading {
  const plain = readPiece(text, piece)
  if (placeholders === undefined || piece.json !== undefined) return plain
  const isAsked = plain.fault !== undefined || placeholders.length > 0
  const covered = isAsked ? disguised(text, piece, placeholders) : undefined
  const found = covered === undefined ? plain : readPiece(covered, piece)
  const reading = found.fault === undefined ? found : plain
  const { tree } = reading
  if (tree === undefined || reading.fault !== undefined) return reading
  if (reading === plain && !holdsBars(text.slice(piece.start, piece.end))) return reading
  uncover(tree)
  withoutBars(tree)
  return { ...reading, ...readValue(tree) }
}

/** Words before a manifest, with only a comment between them: to kubectl they are the whole document. */
function wordsFirst(text: string, tree: Node | undefined, rest: Range | undefined): Fault | undefined {
  if (tree?.type !== 'scalar' || rest === undefined || !ourKinds.test(text.slice(rest.start, rest.end)))
    return undefined
  const message =
    'These words stand before the manifest, and kubectl reads nothing but them; remove them, or make them a comment with "#".'
  return { code: wordsBefore, message, start: tree.start, end: tree.end }
}

/** The code of such a fault. */
export const wordsBefore = 'WORDS_BEFORE'

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
function madeOut(tree: Node | undefined): Pick<ManifestDocument, 'tree' | 'value'> {
  const read = tree?.type === 'mapping' ? readValue(tree, { takesTemplates: true }) : undefined
  return tree === undefined || read === undefined || 'fault' in read ? {} : { tree, value: read.value }
}
