import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type Scalar
} from 'yaml'
import { endAsWritten, resolvePlain, resolveTagged } from './scalar.ts'
import type { Range } from './source.ts'
import type { Node, Pair, ScalarNode } from './tree.ts'

/** Why a text is not YAML, in the words of the `yaml` package's error codes. */
export interface SyntaxFault extends Range {
  readonly code: string
  readonly message: string
}

/**
 * The second opinion of the `yaml` package, asked only where js-yaml refuses a text: the tree, or the first fault
 * (those after it are mostly its consequences). `base` is added to every offset.
 */
export function recover(text: string, base: number): { tree?: Node | undefined; fault?: SyntaxFault } {
  const document = parseDocument(text, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: new LineCounter()
  })
  const error = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0])[0]
  if (error !== undefined) {
    const [start, end] = error.pos
    const { code, message } = error
    return { fault: { code, message, start: base + start, end: base + Math.max(end, start + 1) } }
  }
  const contents = document.contents as ParsedNode | null
  return { tree: contents === null ? undefined : convert(contents, { text, base, anchors: new Map() }) }
}

interface Context {
  readonly text: string
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
      const keyNode = convert(key, context)
      pairs.push({ key: keyNode, value: value ? convert(value, context) : absent(keyNode.end) })
    }
    return mapping
  }
  if (isSeq(node)) {
    const items: Node[] = []
    const sequence: Node = { type: 'sequence', start, end, flow: node.flow === true, items }
    if (node.anchor) anchors.set(node.anchor, sequence)
    for (const item of node.items) items.push(convert(item as ParsedNode, context))
    return sequence
  }
  const leaf = isScalar(node) ? scalar(node as Scalar.Parsed, context) : absent(start)
  if (isScalar(node) && node.anchor) anchors.set(node.anchor, leaf)
  return leaf
}

function scalar(node: Scalar.Parsed, { text: source, base }: Context): ScalarNode {
  const [from, to] = node.range
  const [start, end] = [base + from, base + to]
  const style = styles[node.type ?? 'PLAIN'] ?? 'plain'
  const text = endAsWritten(String(node.value ?? ''), style, source.slice(to - 1))
  const plain = style === 'plain' ? resolvePlain(text) : text
  return { type: 'scalar', start, end, style, text, value: node.tag ? resolveTagged(node.tag, text) : plain }
}

const styles: Readonly<Record<string, ScalarNode['style']>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block'
}

function absent(offset: number): ScalarNode {
  return { type: 'scalar', start: offset, end: offset, style: 'plain', text: '', value: null }
}
