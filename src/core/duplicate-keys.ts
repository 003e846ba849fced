import type { Field } from './field.ts'
import { nodeAt } from './locate.ts'
import type { Range } from './source.ts'
import { isMerge, keyName, type Node } from './tree.ts'

/** A key written again in the same mapping, and where it stood first. */
export interface DuplicateKey {
  readonly name: string
  readonly at: Range
  readonly first: Range
}

/** The keys below a field that a mapping has more than once; what is behind aliases is somebody else's. */
export function duplicateKeys(field: Field): DuplicateKey[] {
  const node = nodeAt(field)
  return node === undefined ? [] : [...below(node)]
}

function* below(node: Node): Generator<DuplicateKey> {
  if (node.type === 'sequence') for (const item of node.items) yield* below(item)
  if (node.type !== 'mapping') return
  const seen = new Map<string, Range>()
  for (const pair of node.pairs) {
    const name = isMerge(pair) ? undefined : keyName(pair.key)
    if (name !== undefined) {
      const at = { start: pair.key.start, end: pair.key.end }
      const first = seen.get(name)
      if (first === undefined) seen.set(name, at)
      else yield { name, at, first }
    }
    yield* below(pair.value)
  }
}
