import { isAlias, isMap, isScalar, isSeq, type ParsedNode, parseDocument, type Scalar } from 'yaml'
import { type Node, type Pair, resolvePlain, resolveTagged, type ScalarNode } from '../index.ts'

/**
 * A tree of all that can be made out of a text with faults, for an editor while somebody types: the `yaml` package
 * goes on behind an error. `base` is added to every offset. It is handed to whoever parses, not imported there, so that only the editor loads it.
 */
export function recover(text: string, base: number): Node | undefined {
  const document = parseDocument(text, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent'
  })
  const contents = document.contents as ParsedNode | null
  return contents === null ? undefined : convert(contents, { base, anchors: new Map() })
}

interface Context {
  readonly base: number
  readonly anchors: Map<string, Node>
}

function convert(node: ParsedNode, context: Context): Node {
  const { base, anchors } = context
  const [start, end] = [base + node.range[0], base + node.range[1]]
  if (isAlias(node)) return { type: 'alias', start, end, name: node.source, target: anchors.get(node.source) }
  if (isMap(node)) {
    const pairs: Pair[] = []
    const mapping: Node = { type: 'mapping', start, end, flow: node.flow === true, pairs }
    if (node.anchor) anchors.set(node.anchor, mapping)
    for (const { key, value } of node.items) {
      if (!key) continue
      const keyNode = convert(key, context)
      pairs.push({ key: keyNode, value: value ? convert(value, context) : absent(keyNode.end) })
    }
    return mapping
  }
  if (isSeq(node)) {
    const items: Node[] = []
    const sequence: Node = { type: 'sequence', start, end, flow: node.flow === true, items }
    if (node.anchor) anchors.set(node.anchor, sequence)
    for (const item of node.items) if (item) items.push(convert(item as ParsedNode, context))
    return sequence
  }
  const leaf = isScalar(node) ? scalar(node as Scalar.Parsed, context) : absent(start)
  if (isScalar(node) && node.anchor) anchors.set(node.anchor, leaf)
  return leaf
}

function scalar(node: Scalar.Parsed, { base }: Context): ScalarNode {
  const [from, to] = node.range
  const [start, end] = [base + from, base + to]
  const style = styles[node.type ?? 'PLAIN'] ?? 'plain'
  const text = String(node.value ?? '')
  const { tag } = node
  const plain = style === 'plain' ? resolvePlain(text) : text
  return { type: 'scalar', start, end, style, text, tag, value: tag ? resolveTagged(tag, text) : plain }
}

const styles: Readonly<Record<string, ScalarNode['style']>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block'
}

function absent(offset: number): ScalarNode {
  return { type: 'scalar', start: offset, end: offset, style: 'plain', text: '', tag: undefined, value: null }
}
