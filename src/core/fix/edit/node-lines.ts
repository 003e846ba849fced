import { breaks, lineStart } from '../../../text/index.ts'
import type { Node, Pair } from '../../../yaml/index.ts'

/** What is on the line before `offset`. */
export function before(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset)
}

/** Whether only spaces are on the line before `offset`. */
export function startsLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(before(text, offset))
}

/** An offset on the last line that a node takes, the comments and blank lines after it left out. */
export function lastOffset(node: Node, text: string): number {
  if (node.type === 'sequence' || node.type === 'mapping') {
    if (node.flow) return node.end
    const last = node.type === 'sequence' ? node.items.at(-1) : node.pairs.at(-1)
    if (last === undefined) return node.end
    return 'key' in last ? lastOffsetOf(last, text) : lastOffset(last, text)
  }
  if (node.type !== 'scalar' || node.style !== 'block') return node.end
  const written = text.slice(node.start, node.end)
  const isKept = keepsBreaks.test(text.slice(Math.max(0, node.start - 120), node.start))
  const content = isKept ? written.replace(lastBreak, '') : written.trimEnd()
  return node.start + content.length
}

const keepsBreaks = new RegExp(`\\+[0-9]?[ \\t]*(?:#[^${breaks}]*)?(?:\\r\\n|[${breaks}])$`)
const lastBreak = new RegExp(`(?:\\r\\n|[${breaks}])$`)

/** The same of a pair, whose value may be nothing at all. */
export function lastOffsetOf({ key, value }: Pair, text: string): number {
  return Math.max(key.end, value.type === 'scalar' && value.end === value.start ? 0 : lastOffset(value, text))
}

/** How many columns are before `offset` on its line. */
export function column(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}
