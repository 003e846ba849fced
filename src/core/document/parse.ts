import { YAMLException } from 'js-yaml'
import {
  type Json,
  type Node,
  type Range,
  readValue,
  recover,
  resolve,
  type SourceFile,
  type SyntaxFault,
  shifted,
  treeFromEvents
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
  readonly fault?: SyntaxFault
  /** Whether the document is a template that has to be rendered before it is YAML. */
  readonly isTemplate?: true
}

/** The documents of a file, in order; those that cannot hold a wanted kind, such as Job, stay unparsed. */
export function parse(file: SourceFile, wanted = ourKinds): ManifestDocument[] {
  return chunks(file.text).map((chunk, index) => ({ file, index, ...read(file.text, chunk, wanted) }))
}

/** A document, and the one of an earlier text that it was taken from, where it was there before, word for word. */
export interface ReparsedDocument {
  readonly document: ManifestDocument
  readonly from?: ManifestDocument
}

/** The same documents as of `parse`; those that stood in an earlier text already are not read again, only moved. */
export function reparse(file: SourceFile, before: readonly ManifestDocument[]): ReparsedDocument[] {
  const isSeparator = ({ fault }: ManifestDocument) => fault?.code === 'SEPARATOR'
  const known = new Map(
    before.filter((document) => !isSeparator(document)).map((document) => [textOf(document), document])
  )
  return chunks(file.text).map((chunk, index) => {
    const from =
      chunk.separator === undefined ? known.get(file.text.slice(chunk.start, chunk.end)) : undefined
    if (from === undefined) return { document: { file, index, ...read(file.text, chunk, ourKinds) } }
    return { document: moved(from, { file, index, start: chunk.start }), from }
  })
}

function textOf({ file, range }: ManifestDocument): string {
  return file.text.slice(range.start, range.end)
}

function moved(
  document: ManifestDocument,
  { file, index, start }: { readonly file: SourceFile; readonly index: number; readonly start: number }
): ManifestDocument {
  const { tree, fault, range } = document
  const by = start - range.start
  return {
    ...document,
    file,
    index,
    range: { start, end: range.end + by },
    ...(tree && { tree: shifted(tree, by) }),
    ...(fault && { fault: { ...fault, start: fault.start + by, end: fault.end + by } })
  }
}

/** Whether a text can hold a Job, CronJob or Pod at all; a big repository is mostly other files. */
export function mayHoldOurs(text: string): boolean {
  return ourKinds.test(text)
}

/** The one document of a text that is data whatever its kind, such as a config; undefined where it holds nothing. */
export function parseData(file: SourceFile): ManifestDocument | undefined {
  const [chunk, second] = chunks(file.text)
  if (chunk === undefined) return undefined
  const document = { file, index: 0, range: { start: chunk.start, end: chunk.end } }
  if (second === undefined) return { ...document, ...readChunk(file.text, chunk) }
  const message = 'Only one YAML document is expected here.'
  return { ...document, fault: { code: 'DOCUMENTS', message, start: second.start, end: second.start } }
}

interface Chunk extends Range {
  /** What follows `---` on its line, where that is neither blank nor a comment: Kubernetes refuses it. */
  readonly separator?: Range
}

function chunks(text: string): Chunk[] {
  const found: Chunk[] = []
  let start = text.startsWith('\uFEFF') ? 1 : 0
  let separator: Range | undefined
  const close = (end: number) => {
    if (separator !== undefined || !isBlank(text, start, end)) {
      found.push({ start, end, ...(separator && { separator }) })
    }
  }
  for (const { index, 0: line, 1: rest = '' } of text.matchAll(/^---(.*)$/gm)) {
    close(index)
    start = index + line.length
    const isMarker = /^\s*(?:#|$)/.test(rest)
    separator = isMarker ? undefined : { start: index, end: start }
  }
  close(text.length)
  return found
}

function isBlank(text: string, start: number, end: number): boolean {
  return !/^[^\S\r\n\u2028\u2029]*[^\s#]/m.test(text.slice(start, end))
}

/** Words without which a document holds none of our kinds; a big repository is mostly other documents. */
const ourKinds =
  /kind["']?\s*:\s*(?:[!&>|][^\n]{0,40}\n\s*)?[^\n]{0,40}(?:Job|Pod|List)|apiVersion["']?\s*:\s*["']?batch\//i

function read(text: string, chunk: Chunk, wanted: RegExp): Omit<ManifestDocument, 'file' | 'index'> {
  const { start, end } = chunk
  const range = { start, end }
  return wanted.test(text.slice(start, end)) ? readChunk(text, chunk) : { range }
}

function readChunk(text: string, { start, end, separator }: Chunk): Omit<ManifestDocument, 'file' | 'index'> {
  const range = { start, end }
  const source = text.slice(start, end)
  if (separator !== undefined) return { range, fault: separatorFault(separator) }
  const control = source.search(forbidden)
  if (control >= 0) return { range, fault: controlFault(source[control] as string, start + control) }
  try {
    return { range, ...withValue(treeFromEvents(source, start)) }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const isTooDeep = error.reason.includes('maxDepth')
    const { tree, fault } = isTooDeep
      ? { fault: depthFault(start + offsetOf(error)) }
      : recover(source, start)
    if (fault === undefined) return { range, ...withValue(tree) }
    return looksLikeTemplate(source) ? { range, isTemplate: true } : { range, fault }
  }
}

function withValue(tree: Node | undefined): Pick<ManifestDocument, 'tree' | 'value' | 'fault'> {
  if (tree === undefined || resolve(tree)?.type !== 'mapping') return {}
  const read = readValue(tree)
  return 'fault' in read ? { fault: read.fault } : { tree, value: read.value }
}

function offsetOf(error: YAMLException): number {
  return error.mark?.position ?? 0
}

function depthFault(start: number): SyntaxFault {
  const message = 'Nested more than 100 levels deep; no Kubernetes object is.'
  return { code: 'TOO_DEEP', message, start, end: start + 1 }
}

/** What go-yaml and Go's JSON both refuse anywhere, comments and quotes included. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/

function controlFault(character: string, start: number): SyntaxFault {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  const message = `A control character (U+${code}) is here, which YAML does not allow; remove it, or write it as an escape in double quotes.`
  return { code: 'CONTROL', message, start, end: start + 1 }
}

function separatorFault(range: Range): SyntaxFault {
  const message = 'Only a comment may follow "---" on its line; kubectl refuses anything else there.'
  return { code: 'SEPARATOR', message, ...range }
}
