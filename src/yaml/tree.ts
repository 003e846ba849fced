/** What a scalar means to Kubernetes. */
export type Scalar = string | number | boolean | null

export interface ScalarNode {
  readonly type: 'scalar'
  readonly start: number
  readonly end: number
  readonly style: 'plain' | 'single' | 'double' | 'block'
  /** The characters of the scalar, before any type is read into them. */
  readonly text: string
  readonly value: Scalar
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

/** `*name`; the target is missing where no such anchor was written before. */
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

/** The node behind any aliases. */
export function resolve(node: Node | undefined): Exclude<Node, AliasNode> | undefined {
  return node?.type === 'alias' ? resolve(node.target) : node
}

/** Whether a pair merges another mapping into its own (`<<: *defaults`). */
export function isMerge({ key }: Pair): boolean {
  return key.type === 'scalar' && key.style === 'plain' && key.text === '<<'
}

/** The name a key has once Kubernetes has turned it into JSON: `yes:` is `"true"`. */
export function keyName(key: Node): string | undefined {
  const node = resolve(key)
  return node?.type === 'scalar' && node.value !== null ? String(node.value) : undefined
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
