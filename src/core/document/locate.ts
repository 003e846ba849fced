import {
  isMerge,
  keyName,
  type MappingNode,
  type Node,
  type Path,
  type Range,
  resolve,
  type ScalarNode
} from '../../yaml/index.ts'
import type { Field } from './field.ts'

/** The stretch of the file to underline for a field: its value, its key, or the nearest key above if it is absent. */
export function locate(field: Field): Range {
  const { tree, file, range } = field.document
  if (tree === undefined) return { start: range.start, end: range.start }
  const place = find(tree, field.path)
  if (place.missing > 0) return heading(place, file.text)
  if (field.part === 'key') return span(place.key ?? place.node)
  const { node } = place
  const isWritten = node.type === 'alias' || (node.type === 'scalar' && node.end > node.start)
  if (!isWritten) return heading(place, file.text)
  return typeof field.part === 'object' ? wordsIn(node, field, file.text) : firstLine(span(node), file.text)
}

/** The scalar as it is written at a field, aliases followed; absent where there is none. */
export function scalarAt(field: Field): ScalarNode | undefined {
  const node = nodeAt(field)
  return node?.type === 'scalar' ? node : undefined
}

/** The node at a field, aliases followed; absent where nothing is written. */
export function nodeAt(field: Field): Node | undefined {
  const { tree } = field.document
  const place = tree && find(tree, field.path)
  return place?.missing === 0 ? resolve(place.node) : undefined
}

interface Place {
  readonly node: Node
  /** The key the node stands behind; absent for list entries and the root. */
  readonly key?: Node
  /** How many keys of the path were not found below the node. */
  readonly missing: number
}

function find(tree: Node, path: Path): Place {
  let place: Place = { node: tree, missing: 0 }
  for (const [depth, key] of path.entries()) {
    const below = step(place.node, key)
    if (below === undefined) return { ...place, missing: path.length - depth }
    place = { ...below, missing: 0 }
  }
  return place
}

function step(parent: Node, key: string | number): Pick<Place, 'node' | 'key'> | undefined {
  const node = resolve(parent)
  if (node?.type === 'sequence') {
    const item = node.items[Number(key)]
    return item && { node: item }
  }
  return node?.type === 'mapping' ? member(node, String(key)) : undefined
}

/** The pair that gives a mapping its value for `name`: the last one written, merged mappings included. */
function member(mapping: MappingNode, name: string): Member | undefined {
  const known = members.get(mapping) ?? membersOf(mapping)
  members.set(mapping, known)
  return known.get(name)
}

interface Member {
  readonly node: Node
  readonly key: Node
}

/** Looked up again and again where a mapping is long and much is wrong with it. */
const members = new WeakMap<MappingNode, ReadonlyMap<string, Member>>()

function membersOf(mapping: MappingNode): Map<string, Member> {
  const found = new Map<string, Member>()
  for (const pair of mapping.pairs) {
    if (isMerge(pair)) {
      const source = resolve(pair.value)
      for (const node of source?.type === 'sequence' ? [...source.items].reverse() : [source]) {
        const merged = resolve(node)
        if (merged?.type === 'mapping') for (const [name, inner] of membersOf(merged)) found.set(name, inner)
      }
      continue
    }
    const name = keyName(pair.key)
    if (name !== undefined) found.set(name, { node: pair.value, key: pair.key })
  }
  return found
}

/** What stands for a whole mapping or list: its key, or the first pair of a list entry or document. */
function heading({ key, node }: Place, text: string): Range {
  if (key !== undefined) return span(key)
  const target = resolve(node) ?? node
  if (target.type !== 'mapping') return firstLine(span(node), text)
  const pair = target.pairs.find(({ key }) => keyName(key) === 'kind') ?? target.pairs[0]
  if (pair === undefined) return span(node)
  return firstLine({ start: pair.key.start, end: Math.max(pair.key.end, pair.value.end) }, text)
}

function wordsIn(node: Node, field: Field, text: string): Range {
  const whole = firstLine(span(node), text)
  if (typeof field.part !== 'object' || typeof field.value !== 'string') return whole
  const { words, offset } = field.part
  const before = field.value.slice(0, offset).split(words).length
  const target = resolve(node) ?? node
  let start = text.indexOf(words, target.start)
  for (let count = 1; count < before && start >= 0; count++) start = text.indexOf(words, start + 1)
  return start < 0 || start + words.length > target.end ? whole : { start, end: start + words.length }
}

function span({ start, end }: Node): Range {
  return { start, end }
}

function firstLine(range: Range, text: string): Range {
  const written = text.slice(range.start, range.end)
  const start = range.start + Math.max(0, written.search(/\S/))
  const line = text.slice(start, range.end).search(/[\r\n]/)
  return { start, end: line < 0 ? range.end : start + line }
}
