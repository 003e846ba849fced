import { badIndentation } from './characters.ts'
import { explainKeyless, gluedDash } from './keyless.ts'
import { Layout } from './layout.ts'
import { isOpen, onLine } from './line.ts'
import { explainMisfit } from './misfits.ts'
import { explainPasted } from './pasted.ts'
import { badSeparator } from './separators.ts'
import type { Explained, Fault, Line, Lines } from './types.ts'
import { badValue } from './values.ts'

/** The first slip on the lines of a document, no further down than a line. */
export function findSlip(lines: Lines, limit: number, { kubectl }: Fault): Explained | undefined {
  const layout = new Layout()
  const step = usualStep(lines)
  const mindsTabs = /tab character|cannot start any token/.test(kubectl)
  for (const line of lines.all) {
    if (line.index > limit || /^\.\.\.(?:\s|$)/.test(line.text)) return undefined
    if (lines.inside[line.index]) {
      const broken = lines.broken.get(line.index)
      if (broken) return broken
      continue
    }
    const found =
      line.kind === 'code'
        ? explainLine(line, lines, layout, step)
        : ((mindsTabs ? badIndentation(line, lines, step) : undefined) ??
          (line.index === 0 ? script(line) : undefined))
    if (found) return found
  }
  return undefined
}

function explainLine(line: Line, lines: Lines, layout: Layout, step: number): Explained | undefined {
  if (line.text[line.body] === '?' && line.colon < 0) return undefined
  return (
    explainPasted(line) ??
    badSeparator(line) ??
    badIndentation(line, lines, step) ??
    gluedDash(line) ??
    lines.broken.get(line.index) ??
    keyless(line, lines, layout) ??
    misfit(line, lines, layout, step) ??
    badValue(line)
  )
}

/** A line that has words and no key, where it cannot be a value. */
function keyless(line: Line, lines: Lines, layout: Layout): Explained | undefined {
  if (line.colon >= 0 || isOpen(line) || line.text[line.indent] === '%') return undefined
  const isItem = line.dashes.length > 0
  const next = below(line, lines)
  const isPlain = !/^[["'{|>]/.test(line.text.slice(line.body, line.body + 1))
  if (isItem || layout.expectsValue(line)) {
    const column = isItem ? (line.dashes.at(-1) as number) : (layout.levels.at(-1)?.column ?? -1)
    const goesOn =
      isPlain && next !== undefined && next.colon >= 0 && next.dashes.length === 0 && next.indent > column
    return goesOn ? explainKeyless(line) : undefined
  }
  return explainKeyless(line)
}

function misfit(line: Line, lines: Lines, layout: Layout, step: number): Explained | undefined {
  const found = layout.take(line)
  return found && explainMisfit(found, lines, step)
}

/** The next line of structure. */
export function below(line: Line, { all, inside }: Lines): Line | undefined {
  for (let index = line.index + 1; index < all.length; index++) {
    const next = all[index] as Line
    if (next.kind === 'code' && inside[index] === undefined) return next
  }
  return undefined
}

/** How many spaces a mapping of this document is usually indented by below its key. */
function usualStep(lines: Lines): number {
  const counts = new Map<number, number>()
  let previous: Line | undefined
  for (const line of lines.all) {
    if (line.kind !== 'code' || lines.inside[line.index]) continue
    const by = previous === undefined ? 0 : line.indent - previous.body
    if (previous && previous.colon >= 0 && line.dashes.length === 0 && isOpen(previous) && by > 0) {
      counts.set(by, (counts.get(by) ?? 0) + 1)
    }
    previous = line
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 2
}

function script(line: Line): Explained | undefined {
  if (!/^#!.{0,80}\b(?:\w{0,3}sh|python3?|node|perl|ruby)\b/.test(line.text)) return undefined
  return onLine(line, { code: 'other-language', message: 'This is a script, not a manifest.' })
}
