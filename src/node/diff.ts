import { printable } from '../text/index.ts'
import { type LineChange, lineChanges } from './line-changes.ts'
import type { FileFixes } from './lint-files.ts'

/** What fixes would change, as a unified diff that `git apply` takes; nothing in it can steer a terminal. */
export function diff(fixes: readonly FileFixes[]): string {
  return fixes.map(oneFile).join('')
}

function oneFile({ before: { file }, original, text }: FileFixes): string {
  if (original === text) return ''
  const name = printable(file)
  const [old, made] = [linesOf(original), linesOf(text)]
  const hunks = grouped(lineChanges(old, made)).map((changes) => hunk(changes, old, made))
  return [`--- a/${name}\n`, `+++ b/${name}\n`, ...hunks].join('').replace(control, printable)
}

/** How many unchanged lines are shown around a change. */
const context = 3

/** Changes that are so near to each other that they share a hunk. */
function grouped(changes: Iterable<LineChange>): LineChange[][] {
  const groups: LineChange[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const change of changes) {
    if (change.from - end <= 2 * context) groups.at(-1)?.push(change)
    else groups.push([change])
    end = change.to
  }
  return groups
}

function hunk(changes: readonly LineChange[], old: readonly string[], made: readonly string[]): string {
  const [first, last] = [changes[0] as LineChange, changes.at(-1) as LineChange]
  const lead = Math.min(context, first.from)
  const tail = Math.min(context, old.length - last.to)
  const [start, newStart] = [first.from - lead, first.newFrom - lead]
  const [count, newCount] = [last.to + tail - start, last.newTo + tail - newStart]
  const lines = [`@@ -${range(start, count)} +${range(newStart, newCount)} @@\n`]
  let at = start
  for (const { from, to, newFrom, newTo } of changes) {
    lines.push(...marked(' ', old.slice(at, from)))
    lines.push(...marked('-', old.slice(from, to)), ...marked('+', made.slice(newFrom, newTo)))
    at = to
  }
  lines.push(...marked(' ', old.slice(at, last.to + tail)))
  return lines.join('')
}

/** Lines count from 1; where there are none, the line before counts. */
function range(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`
}

function marked(mark: string, lines: readonly string[]): string[] {
  return lines.map((line) =>
    line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`
  )
}

/** The lines of a text with their line feeds, as git takes them. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => `${line}\n`)
  const last = lines.pop()?.slice(0, -1)
  return last ? [...lines, last] : lines
}

/**
 * A line break of Windows is part of the text; a carriage return elsewhere would write over the line, and what turns
 * the direction of writing would show the line in another order.
 */
const control = /\r(?!\n)|[^\P{Cc}\t\r\n]|\p{Bidi_Control}/gu
