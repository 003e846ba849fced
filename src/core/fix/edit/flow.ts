import { hasLineBreak } from '../../../text/index.ts'
import { keyName, type MappingNode, type SequenceNode } from '../../../yaml/index.ts'
import type { Edit } from '../change.ts'
import { type Content, inlineOf } from './content.ts'
import { lastOffsetOf } from './node-lines.ts'
import { dialectOf, inline } from './write.ts'

/** Writes a key into braces: first, or behind the key `after`. */
export function intoBraces(
  node: MappingNode,
  { key, after, content }: { key: string; after?: string | undefined; content: Content },
  text: string
): Edit {
  const [first] = node.pairs
  const dialect = dialectOf(node)
  const words = `${inline(key, dialect)}: ${inlineOf(content, dialect)}`
  if (first === undefined) return inserted(node.start + 1, words)
  const gap = text.slice(node.start + 1, first.key.start)
  const space = gap.trim() === '' && hasLineBreak(gap) ? gap : ' '
  const behind = after === undefined ? undefined : node.pairs.findLast((pair) => keyName(pair.key) === after)
  if (behind === undefined) return inserted(first.key.start, `${words},${space}`)
  return inserted(lastOffsetOf(behind, text), `,${space}${words}`)
}

/** Writes another entry before a closing bracket. */
export function intoBrackets(node: SequenceNode, content: Content, text: string): Edit {
  const last = node.items.at(-1)
  const words = inlineOf(content, text[node.start + 1] === '"' ? 'json' : 'yaml')
  return last === undefined ? inserted(node.start + 1, words) : inserted(last.end, `, ${words}`)
}

/** Takes one of several out of braces or brackets, with one comma. */
export function fromFlow(holder: MappingNode | SequenceNode, index: number): Edit {
  const parts: { start: number; end: number }[] =
    holder.type === 'mapping'
      ? holder.pairs.map(({ key, value }) => ({ start: key.start, end: Math.max(key.end, value.end) }))
      : holder.items.map(({ start, end }) => ({ start, end }))
  const [before, own, after] = [
    parts[index - 1],
    parts[index] as { start: number; end: number },
    parts[index + 1]
  ]
  // With the comma before it, so that two neighbors can be removed together.
  if (before !== undefined) return { start: before.end, end: own.end, text: '' }
  if (after !== undefined) return { start: own.start, end: after.start, text: '' }
  return { start: own.start, end: own.end, text: '' }
}

function inserted(at: number, text: string): Edit {
  return { start: at, end: at, text }
}
