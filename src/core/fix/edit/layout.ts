import type { Node } from '../../../yaml/index.ts'
import { column } from './node-lines.ts'
import type { Spot } from './spot.ts'
import type { Layout } from './write.ts'

/** How the document around a place is laid out; two spaces and indented lists where it does not show. */
export function layoutAt(spot: Spot, text: string): Layout {
  let root: Spot = spot
  while (root.above !== undefined) root = root.above
  const known = layouts.get(root.node) ?? layoutOf(root.node, text)
  layouts.set(root.node, known)
  return known
}

/** Asked for each edit of a document, and a List may need thousands. */
const layouts = new WeakMap<Node, Layout>()

function layoutOf(root: Node, text: string): Layout {
  const found: { unit?: string; indentsLists?: boolean } = {}
  look(root, text, found)
  return { unit: found.unit ?? '  ', indentsLists: found.indentsLists ?? true }
}

/** Finds the first mapping below a key and the first list below a key. */
function look(node: Node, text: string, found: { unit?: string; indentsLists?: boolean }): void {
  if (found.unit !== undefined && found.indentsLists !== undefined) return
  if (node.type === 'sequence') for (const item of node.items) look(item, text, found)
  if (node.type !== 'mapping' || node.flow) return
  for (const { key, value } of node.pairs) {
    const isBlock = (value.type === 'mapping' || value.type === 'sequence') && !value.flow
    if (!isBlock) continue
    const step = column(text, value.start) - column(text, key.start)
    if (value.type === 'mapping' && step > 0) found.unit ??= ' '.repeat(step)
    if (value.type === 'sequence') found.indentsLists ??= step > 0
    look(value, text, found)
  }
}
