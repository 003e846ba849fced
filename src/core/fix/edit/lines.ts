import type { Node, Pair } from '../../../yaml/index.ts'

/** The offset at which the line of `offset` begins; a byte order mark is no part of it. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start
}

/** The offset at which the line of `offset` ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  if (end < 0) return text.length
  return text[end - 1] === '\r' && end > offset ? end - 1 : end
}

/** The offset at which the line after that of `offset` begins; undefined where the text ends without a line break. */
export function nextLine(text: string, offset: number): number | undefined {
  const end = text.indexOf('\n', offset)
  return end < 0 ? undefined : end + 1
}

/** What stands on the line before `offset`. */
export function before(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset)
}

/** Whether nothing but blanks stands on the line before `offset`. */
export function startsLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(before(text, offset))
}

/** The line break that a text uses at `offset`, or where its first line ends. */
export function lineBreak(text: string, offset: number): string {
  const end = text.indexOf('\n', offset)
  const at = end < 0 ? text.indexOf('\n') : end
  return text[at - 1] === '\r' ? '\r\n' : '\n'
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
  const isKept = /\+[0-9]?[ \t]*(?:#[^\n]*)?\r?\n$/.test(text.slice(0, node.start).slice(-120))
  const content = isKept ? written.replace(/\r?\n$/, '') : written.trimEnd()
  return node.start + content.length
}

/** The same of a pair, whose value may be nothing at all. */
export function lastOffsetOf({ key, value }: Pair, text: string): number {
  return Math.max(key.end, value.type === 'scalar' && value.end === value.start ? 0 : lastOffset(value, text))
}

/** How many columns stand before `offset` on its line. */
export function column(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}
