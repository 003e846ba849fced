import { scanBlock } from './blocks.ts'
import { scanFlow } from './flow-slips.ts'
import { countLineEnds, innermost, isOpen, lineEnds, readLine, valueText } from './line.ts'
import { scanQuote } from './quotes.ts'
import type { Explained, Extent, Line, Lines, Opening } from './slip.ts'

/** The lines of a stretch of text, as well as a text can be understood that cannot be read. */
export function scanLines(text: string, start: number, end: number): Lines {
  const all = splitLines(text, text[start] === '\ufeff' ? start + 1 : start, end)
  const inside = new Array<Opening | undefined>(all.length)
  const broken = new Map<number, Explained>()
  let isFirst = true
  for (let index = 0; index < all.length; index++) {
    const line = all[index] as Line
    if (line.kind !== 'code') continue
    const extent =
      scanBlock(line, all) ?? scanQuote(line, all) ?? scanFlow(line, all, isFirst) ?? scanPlain(line, all)
    isFirst = false
    if (extent === undefined) continue
    const { as, last } = extent
    if (extent.broken) broken.set(extent.broken[0].index, extent.broken[1])
    while (index < last) inside[++index] = { line, as }
  }
  return { all, inside, broken }
}

function splitLines(text: string, start: number, end: number): Line[] {
  const lines: Line[] = []
  const before = countLineEnds(text, start) + 1
  let at = start
  const add = (to: number) => {
    lines.push(readLine(lines.length, before + lines.length, at, text.slice(at, to)))
  }
  for (const found of text.slice(start, end).matchAll(lineEnds)) {
    add(start + found.index)
    at = start + found.index + found[0].length
  }
  if (at < end || lines.length === 0) add(end)
  return lines
}

/** A plain value goes on over lines that are indented further, have no key, and no comment before them. */
function scanPlain(line: Line, all: readonly Line[]): Extent | undefined {
  if (isOpen(line) || (line.colon < 0 && line.dashes.length === 0)) return undefined
  if (
    /^[*&!@`%|>"'[{]/.test(valueText(line)) ||
    valueText(line).length < line.text.trimEnd().length - line.value
  ) {
    return undefined
  }
  const parent = innermost(line)
  let last = line.index
  for (let next = last + 1; next < all.length; next++) {
    const { kind, indent, colon, text } = all[next] as Line
    if (kind === 'blank') continue
    if (kind === 'comment' || indent <= parent || colon >= 0 || text[indent] === '\t') break
    last = next
    if (text.includes(' #')) break
  }
  return last > line.index ? { as: 'plain', last } : undefined
}
