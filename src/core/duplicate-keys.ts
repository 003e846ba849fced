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
  const found: DuplicateKey[] = []
  const node = nodeAt(field)
  if (node !== undefined) visit(node)
  return found

  function visit(node: Node): void {
    if (node.type === 'sequence') for (const item of node.items) visit(item)
    if (node.type !== 'mapping') return
    const seen = new Map<string, Range>()
    for (const pair of node.pairs) {
      const name = isMerge(pair) ? undefined : keyName(pair.key)
      if (name !== undefined) {
        const first = seen.get(name)
        if (first === undefined) seen.set(name, pair.key)
        else found.push({ name, at: spanOf(pair.key), first: spanOf(first) })
      }
      if (pair.value.type !== 'scalar') visit(pair.value)
    }
  }
}

function spanOf({ start, end }: Range): Range {
  return { start, end }
}
