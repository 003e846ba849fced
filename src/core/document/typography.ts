import type { Node, Range, ScalarNode } from '../../yaml/index.ts'
import type { ManifestDocument } from './manifest-document.ts'

/** A character of typesetting where YAML or a command needs a plain one. */
export interface Typography extends Range {
  readonly use: 'quote' | 'list dash' | 'flag' | 'space'
  readonly found: string
  /** The scalar that a quote begins or ends; absent in a text that is no YAML. */
  readonly scalar?: Range
}

/** Typographic characters in the structure of a document: quotes, list dashes, flags and invisible spaces. */
export function* findTypography(document: ManifestDocument): Generator<Typography> {
  const { file, tree, range, fault } = document
  const { text } = file
  if (!anywhere.test(text.slice(range.start, range.end))) return
  if (tree !== undefined) yield* inTree(tree, text)
  else if (fault !== undefined && fault.code !== 'ENCODING') yield* inLines(text, range)
}

/** The typographic characters of each line that has any. */
export type TypographicLine = readonly [Typography, ...Typography[]]

/** What `findTypography` finds, by lines. A line is looked for once however many characters it has: it may be a whole file. */
export function typographyByLine(document: ManifestDocument): Iterable<TypographicLine> {
  const { text } = document.file
  const lines = new Map<number, [Typography, ...Typography[]]>()
  let [start, end] = [0, 0]
  for (const typography of findTypography(document)) {
    if (typography.start < start || typography.start >= end) {
      start = text.lastIndexOf('\n', typography.start) + 1
      end = text.indexOf('\n', typography.start) + 1 || text.length + 1
    }
    const line = lines.get(start)
    if (line === undefined) lines.set(start, [typography])
    else line.push(typography)
  }
  return lines.values()
}

export const quotes = '\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb'
const dashes = '\u2012\u2013\u2014\u2015\u2212'
export const spaces = '\u00a0\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff'

const openQuote = new RegExp(`^[${quotes}]`)
const closeQuote = new RegExp(`[${quotes}]$`)
const listDash = new RegExp(`^[^\\S\\r\\n\\u2028\\u2029]*([${dashes}])[^\\S\\n]`, 'gm')
const flagDash = new RegExp(`(?<=^|[\\s"'])[${dashes}]{1,2}(?=[A-Za-z][\\w-]*(?:[\\s="']|$))`, 'g')
const space = new RegExp(`[${spaces}]`, 'g')
const edgeSpace = new RegExp(`^[-?:]?[${spaces}]|[${spaces}]$|[^\\s:]:[${spaces}]`, 'g')

/** Most documents hold none of these characters, and need no further look. */
const anywhere = new RegExp(`[${quotes}${dashes}${spaces}]`)

interface Context {
  readonly text: string
  readonly flow: boolean
  /** Whether the scalar is a key, an entry of `command` or `args`, or below `annotations`. */
  readonly role: 'key' | 'command' | 'prose' | 'value'
}

function* inTree(
  node: Node,
  text: string,
  flow = false,
  role: Context['role'] = 'value'
): Generator<Typography> {
  if (node.type === 'scalar') yield* inScalar(node, { text, flow, role })
  else if (node.type === 'sequence') for (const item of node.items) yield* inTree(item, text, node.flow, role)
  else if (node.type === 'mapping') {
    for (const { key, value } of node.pairs) {
      yield* inTree(key, text, node.flow, 'key')
      yield* inTree(value, text, node.flow, roleBelow(key, role))
    }
  }
}

function roleBelow(key: Node, role: Context['role']): Context['role'] {
  const name = key.type === 'scalar' ? key.text : ''
  if (name === 'command' || name === 'args') return 'command'
  return role === 'prose' || name === 'annotations' || name === 'description' ? 'prose' : 'value'
}

function* inScalar(node: ScalarNode, { text, flow, role }: Context): Generator<Typography> {
  if (node.style === 'block' || node.end === node.start) return
  const source = text.slice(node.start, node.end)
  if (role === 'command') yield* match(source, node.start, flagDash, 'flag')
  if (node.style !== 'plain') return
  yield* dashesIn(source, text, node.start)
  if (role === 'prose') return
  const [opens, closes] = [openQuote.test(source), closeQuote.test(source)]
  if (flow ? opens || closes : opens && closes) {
    yield {
      ...at(opens ? node.start : node.end - 1),
      use: 'quote',
      found: (opens ? source[0] : source.at(-1)) as string,
      scalar: { start: node.start, end: node.end }
    }
  }
  yield* match(source, node.start, role === 'key' ? space : edgeSpace, 'space')
}

/** List dashes at the start of the lines that a plain scalar takes, its own line only if it begins it. */
function* dashesIn(source: string, text: string, start: number): Generator<Typography> {
  for (const found of source.matchAll(listDash)) {
    if (found.index === 0 && !beginsLine(text, start)) continue
    const dash = found[1] as string
    yield { ...at(start + found.index + found[0].indexOf(dash)), use: 'list dash', found: dash }
  }
}

/** Looks back only as far as there are blanks: a line may be a whole file. */
function beginsLine(text: string, offset: number): boolean {
  let at = offset - 1
  while (at >= 0 && text[at] !== '\n' && /\s/.test(text[at] as string)) at--
  return at < 0 || text[at] === '\n'
}

function* match(
  source: string,
  start: number,
  pattern: RegExp,
  use: Typography['use']
): Generator<Typography> {
  for (const found of source.matchAll(pattern)) {
    const inner = use === 'space' ? found[0].search(space) : 0
    const characters = use === 'space' ? (found[0][inner] as string) : found[0]
    const from = start + found.index + inner
    yield { start: from, end: from + characters.length, use, found: characters }
  }
}

function at(start: number): Range {
  return { start, end: start + 1 }
}

/** What can be said of a text that is no YAML, so that nobody knows what is a key and what is a value. */
function* inLines(text: string, { start, end }: Range): Generator<Typography> {
  const source = text.slice(start, end)
  for (const [pattern, use] of brokenLines) {
    for (const found of source.matchAll(pattern)) {
      const character = found[1] as string
      yield { ...at(start + found.index + found[0].lastIndexOf(character)), use, found: character }
    }
  }
}

const brokenLines: readonly (readonly [RegExp, Typography['use']])[] = [
  [listDash, 'list dash'],
  [new RegExp(`^[^\\S\\r\\n\\u2028\\u2029]*(?:- )?[\\w.-]+:[ ]*(?:\\[[ ]*)?([${quotes}])`, 'gm'), 'quote'],
  [new RegExp(`^[ ]*([${spaces}])`, 'gm'), 'space'],
  [new RegExp(`^[ ]*(?:- )?[\\w.-]+:([${spaces}])`, 'gm'), 'space']
]
