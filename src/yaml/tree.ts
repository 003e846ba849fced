/** What a scalar means to Kubernetes. */
export type Scalar = string | number | boolean | null

/** A value as the API server sees it, after YAML was turned into JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export interface ScalarNode {
  readonly type: 'scalar'
  /** Where the quote opens, or the line below `|` or `>` begins. */
  readonly start: number
  readonly end: number
  readonly style: 'plain' | 'single' | 'double' | 'block'
  /** The characters of the scalar, before any type is read into them. */
  readonly text: string
  readonly value: Scalar
  /** The tag in full (`tag:yaml.org,2002:str`), where one is written. */
  readonly tag: string | undefined
}

export interface SequenceNode {
  readonly type: 'sequence'
  readonly start: number
  end: number
  readonly flow: boolean
  readonly items: Node[]
}

export interface MappingNode {
  readonly type: 'mapping'
  readonly start: number
  end: number
  readonly flow: boolean
  readonly pairs: Pair[]
}

/** `*name`; a document whose alias has no anchor above it has no tree. */
export interface AliasNode {
  readonly type: 'alias'
  readonly start: number
  readonly end: number
  readonly name: string
  readonly target: Node | undefined
}

export interface Pair {
  readonly key: Node
  readonly value: Node
}

/** One node of a document as it is written, with UTF-16 offsets into the file, end excluded. */
export type Node = ScalarNode | SequenceNode | MappingNode | AliasNode

/** Keys and indexes from a document's root to a value. */
export type Path = readonly (string | number)[]

/** How deep collections may be nested: no Kubernetes object is, and every walk over a tree may call itself. */
export const deepest = 1000

/** The node behind any aliases. */
export function resolve(node: Node | undefined): Exclude<Node, AliasNode> | undefined {
  return node?.type === 'alias' ? resolve(node.target) : node
}

/** Whether a pair merges another mapping into its own (`<<: *defaults`). */
export function isMerge({ key }: Pair): boolean {
  if (key.type !== 'scalar' || key.text !== '<<') return false
  return key.tag === undefined ? key.style === 'plain' : key.tag === '!' || key.tag === mergeTag
}

const mergeTag = 'tag:yaml.org,2002:merge'

/** A template expression such as `{{ .Values.name }}` that happens to parse as a mapping in a mapping. */
export function isBraceTemplate(node: Node): node is MappingNode {
  if (node.type !== 'mapping' || !node.flow || node.pairs.length !== 1) return false
  const key = node.pairs[0]?.key
  return key?.type === 'mapping' && key.flow
}

/** The words of such an expression, between its braces. */
export function braceTemplate(node: MappingNode): string {
  const inner = node.pairs[0]?.key
  const words =
    inner === undefined
      ? []
      : [...leaves(inner)].map((leaf) => (leaf.type === 'scalar' ? leaf.text : '')).filter(Boolean)
  return words.length === 0 ? '{{ }}' : `{{ ${words.join(' ')} }}`
}

/** A tree as it stands so many characters further on; an alias still leads to the very node of its anchor. */
export function shifted(tree: Node, by: number): Node {
  if (by === 0) return tree
  const known = new Map<Node, Node>()
  const shift = (node: Node): Node => {
    const place = { start: node.start + by, end: node.end + by }
    const copy = { ...node, ...place } as Node
    known.set(node, copy)
    if (copy.type === 'sequence') Object.assign(copy, { items: copy.items.map(shift) })
    if (copy.type === 'mapping')
      Object.assign(copy, {
        pairs: copy.pairs.map(({ key, value }) => ({ key: shift(key), value: shift(value) }))
      })
    if (copy.type === 'alias') Object.assign(copy, { target: copy.target && known.get(copy.target) })
    return copy
  }
  return shift(tree)
}

/** The scalars and aliases of a tree, keys among them, in the order of the text. */
export function* leaves(node: Node): Generator<Node> {
  if (node.type === 'sequence') for (const item of node.items) yield* leaves(item)
  else if (node.type === 'mapping') {
    for (const { key, value } of node.pairs) {
      yield* leaves(key)
      yield* leaves(value)
    }
  } else yield node
}

/** Makes a tree of what it can make out of a text with faults; `base` is added to its offsets; undefined where there is nothing. */
export type Recover = (text: string, base: number) => Node | undefined
