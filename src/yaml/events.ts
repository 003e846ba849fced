import { EVENT_ID, getScalarValue, parseEvents, type ScalarEvent } from 'js-yaml'
import { endAsWritten, resolvePlain, resolveTagged } from './scalar.ts'
import type { MappingNode, Node, ScalarNode, SequenceNode } from './tree.ts'

/**
 * The tree of the first document in `text`, built from js-yaml's flat event stream; undefined for an empty one.
 * `base` is added to every offset. Throws js-yaml's `YAMLException` where the text is not YAML.
 */
export function treeFromEvents(text: string, base: number): Node | undefined {
  const anchors = new Map<string, Node>()
  const open: (MappingNode | SequenceNode)[] = []
  let key: Node | undefined
  const keys: (Node | undefined)[] = []
  let end = 0
  let root: Node | undefined

  const place = (node: Node) => {
    const parent = open.at(-1)
    if (parent === undefined) root ??= node
    else if (parent.type === 'sequence') parent.items.push(node)
    else if (key === undefined) key = node
    else {
      parent.pairs.push({ key, value: node })
      key = undefined
    }
  }

  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_ID.DOCUMENT) {
      if (root !== undefined) break
    } else if (event.type === EVENT_ID.SCALAR) {
      end = event.valueStart < 0 ? Math.max(end, event.tagEnd, event.anchorEnd) : event.valueEnd
      const node = scalar(text, event, base, end)
      if (event.anchorStart >= 0) anchors.set(text.slice(event.anchorStart, event.anchorEnd), node)
      place(node)
    } else if (event.type === EVENT_ID.ALIAS) {
      const name = text.slice(event.anchorStart, event.anchorEnd)
      end = event.anchorEnd
      const start = base + event.anchorStart - 1
      place({ type: 'alias', start, end: base + end, name, target: anchors.get(name) })
    } else if (event.type === EVENT_ID.POP) {
      const node = open.pop()
      if (node === undefined) continue
      if (node.flow) end = closing(text, end)
      node.end = base + end
      key = keys.pop()
      place(node)
    } else {
      const start = base + event.start
      const flow = event.style === 2
      const node: MappingNode | SequenceNode =
        event.type === EVENT_ID.MAPPING
          ? { type: 'mapping', start, end: start, flow, pairs: [] }
          : { type: 'sequence', start, end: start, flow, items: [] }
      if (event.anchorStart >= 0) anchors.set(text.slice(event.anchorStart, event.anchorEnd), node)
      if (flow) end = event.start + 1
      open.push(node)
      keys.push(key)
      key = undefined
    }
  }
  return root
}

const styles = ['plain', 'plain', 'single', 'double', 'block', 'block'] as const

function scalar(text: string, event: ScalarEvent, base: number, end: number): ScalarNode {
  const style = styles[event.style] as ScalarNode['style']
  const isEmpty = event.valueStart < 0
  const written = isEmpty
    ? ''
    : endAsWritten(getScalarValue(text, event), style, text.slice(event.valueEnd - 1))
  const tag = event.tagStart < 0 ? undefined : text.slice(event.tagStart, event.tagEnd)
  const value =
    tag !== undefined ? resolveTagged(tag, written) : style === 'plain' ? resolvePlain(written) : written
  const quote = style === 'single' || style === 'double' ? 1 : 0
  const start = base + (isEmpty ? end : event.valueStart - quote)
  return { type: 'scalar', start, end: base + end + (isEmpty ? 0 : quote), style, text: written, value }
}

/** The offset after the bracket that closes a flow collection whose last child ends at `offset`. */
function closing(text: string, offset: number): number {
  for (let at = offset; at < text.length; at++) {
    const character = text[at]
    if (character === ']' || character === '}') return at + 1
    if (character === '#') at = nextLine(text, at)
  }
  return text.length
}

function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}
