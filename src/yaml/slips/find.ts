import { explainKeyless } from './keyless.ts'
import { badKey } from './keys.ts'
import { isOpen, onLine } from './line.ts'
import { LineLayout } from './line-layout.ts'
import { explainMisfit } from './misfits.ts'
import { badIndentation } from './odd-characters.ts'
import { explainPasted } from './pasted.ts'
import { badSeparator } from './separators.ts'
import type { Explained, Line, Lines, Stopped } from './slip.ts'
import { type ListStyle, neighbour, styleOf } from './style.ts'
import { badValue } from './value-slips.ts'

/** The first slip on the lines of a document, no further down than a line. */
export function findSlip(lines: Lines, limit: number, { kubectl }: Stopped): Explained | undefined {
  const layout = new LineLayout()
  const style = styleOf(lines)
  const mindsTabs = /tab character|cannot start any token/.test(kubectl)
  for (const line of lines.all) {
    const isEnd = layout.previous !== undefined && /^\.\.\.(?:\s|$)/.test(line.text)
    if (line.index > limit || isEnd) return undefined
    if (lines.inside[line.index]) {
      const broken = lines.broken.get(line.index)
      if (broken) return broken
      continue
    }
    const found =
      line.kind === 'code'
        ? explainLine(line, lines, layout, style)
        : (lines.broken.get(line.index) ??
          (mindsTabs ? badIndentation(line, lines, style.step) : undefined) ??
          (line.index === 0 ? script(line) : undefined))
    if (found) return found
  }
  return undefined
}

function explainLine(line: Line, lines: Lines, layout: LineLayout, style: ListStyle): Explained | undefined {
  if (line.text[line.body] === '?' && line.colon < 0) return undefined
  const pasted = explainPasted(line, lines.all)
  // A command that is indented may have fallen out of the script above it: it is no line to remove.
  const isOfScript = pasted !== undefined && ofShell.test(pasted.code) && /^[ \t]/.test(line.text)
  return (
    (isOfScript ? (badIndentation(line, lines, style.step) ?? lines.broken.get(line.index)) : undefined) ??
    pasted ??
    badIndentation(line, lines, style.step) ??
    badSeparator(line) ??
    badKey(line) ??
    lines.broken.get(line.index) ??
    keyless(line, lines, layout) ??
    misfit(line, lines, layout, style) ??
    badValue(line)
  )
}

const ofShell = /^(?:shell-command|command|heredoc|prompt)$/

/** A line that has words and no key, where it cannot be a value. */
function keyless(line: Line, lines: Lines, layout: LineLayout): Explained | undefined {
  if (line.colon >= 0 || isOpen(line) || line.text[line.indent] === '%') return undefined
  const isItem = line.dashes.length > 0
  const next = neighbour(line, lines, 1)
  if (!isItem && !layout.expectsValue(line)) return afterComment(line, lines, layout) ?? explainKeyless(line)
  const column = isItem ? (line.dashes.at(-1) as number) : (layout.levels.at(-1)?.column ?? -1)
  const isText = !/[[{|>]/.test(line.text[line.body] as string)
  if (!isText || next === undefined || next.indent <= column) return undefined
  const isBesideKey = isItem ? next.indent === line.body && next.dashes.length === 0 : true
  const isGluedDash = !isItem && /^-\S/.test(line.text.slice(line.body))
  return (next.colon >= 0 && isBesideKey) || isGluedDash ? explainKeyless(line) : undefined
}

function misfit(line: Line, lines: Lines, layout: LineLayout, style: ListStyle): Explained | undefined {
  const found = layout.take(line)
  return found && explainMisfit(found, lines, style)
}

function script(line: Line): Explained | undefined {
  if (!/^#!.{0,80}\b(?:\w{0,3}sh|python3?|node|perl|ruby)\b/.test(line.text)) return undefined
  return onLine(line, { code: 'other-language', message: 'This is a script, not a manifest.' })
}

/** More of a plain value, which a comment has ended. */
function afterComment(line: Line, { all }: Lines, { previous }: LineLayout): Explained | undefined {
  const comment = all[line.index - 1]
  if (comment?.kind !== 'comment' || previous === undefined || line.indent <= previous.body) return undefined
  return onLine(comment, {
    code: 'comment-in-value',
    message: `A comment cannot be inside a value: the value that begins on line ${previous.number} ends here, and the next line belongs to nothing. Move the comment above the value.`
  })
}
