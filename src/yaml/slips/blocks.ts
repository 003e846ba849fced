import { edit, innermost, onLine, valueText } from './line.ts'
import type { Broken, Explained, Extent, Line } from './slip.ts'

/** A block of text behind `|` or `>`: its lines, and whether its header or its indentation is wrong. */
export function scanBlock(line: Line, all: readonly Line[]): Extent | undefined {
  const value = valueText(line)
    .replace(/^[&!]\S*\s+/, '')
    .replace(/^([|>][+\d-]{0,2})#.*/, '$1')
  if (value[0] !== '|' && value[0] !== '>') return undefined
  const parent = line.dashes.length > 0 || line.colon >= 0 ? innermost(line) : -1
  const header = /^[|>](?:[+-]?([1-9])?|([1-9])[+-])$/.exec(value)
  if (header === null)
    return { as: 'block', last: lastOf(line, all, parent + 1), broken: [line, badHeader(line)] }
  const first = nextText(line.index, all)
  if (first === undefined) return undefined
  const digit = header[1] ?? header[2]
  const column = digit ? Math.max(parent, 0) + Number(digit) : Math.max(first.indent, parent + 1)
  const last = lastOf(line, all, column)
  const after = nextText(last, all, 'code')
  const broken =
    tabbed(line, first, parent, all) ??
    (digit ? undefined : blankTooDeep(line, first, all)) ??
    (after && outdented(after, { line, parent, column, first }, all))
  return { as: 'block', last, ...(broken && { broken }) }
}

/** The next line that is not blank; with `code`, that is no comment either. */
export function nextText(index: number, all: readonly Line[], want?: 'code'): Line | undefined {
  for (let at = index + 1; at < all.length; at++) {
    const { kind } = all[at] as Line
    if (kind === 'code' || (kind === 'comment' && want === undefined)) return all[at]
  }
  return undefined
}

/** The index of the last line below a header that is blank or indented to a column. */
function lastOf(header: Line, all: readonly Line[], column: number): number {
  let last = header.index
  for (let at = last + 1; at < all.length; at++) {
    const { kind, indent } = all[at] as Line
    if (kind === 'blank') continue
    if (indent < column) break
    last = at
  }
  return last
}

function badHeader(line: Line): Explained {
  const sign = line.text[line.value] as string
  return onLine(line, {
    code: 'block-header',
    message: `Text follows "${sign}" on the same line; write it on the lines below, indented further, or put quotes around the whole value if it begins with "${sign}".`,
    from: line.value
  })
}

function tabbed(header: Line, first: Line, parent: number, all: readonly Line[]): Broken | undefined {
  for (let at = header.index + 1; at <= first.index; at++) {
    const line = all[at] as Line
    if (line.text[line.indent] !== '\t') continue
    if (line === first && line.indent > parent && line.indent > 0) return undefined
    return [
      line,
      onLine(line, {
        code: 'tab',
        message:
          'The indentation of this text begins with a tab; indent it with spaces, further than the key above.',
        from: line.indent,
        to: line.text.length - line.text.slice(line.indent).trimStart().length
      })
    ]
  }
  return undefined
}

function blankTooDeep(header: Line, first: Line, all: readonly Line[]): Broken | undefined {
  for (let at = header.index + 1; at < first.index; at++) {
    const line = all[at] as Line
    if (line.indent <= first.indent) continue
    const fix = { title: 'Remove the spaces', edits: [edit(line, 0, line.text.length, '')] }
    const message =
      'This empty line holds more spaces than the text below it is indented by, so that the text seems to end there; remove its spaces.'
    return [line, onLine(line, { code: 'block-blank-line', message, from: 0, to: line.text.length, fix })]
  }
  return undefined
}

/** A line below a block that seems to belong to it, yet is indented less than its first line. */
function outdented(
  after: Line,
  block: { readonly line: Line; readonly parent: number; readonly column: number; readonly first: Line },
  all: readonly Line[]
): Broken | undefined {
  const { line, parent, column, first } = block
  const structure = after.dashes.length > 0 || /^(?:"[^"]*"|'[^']*'|[\w./-]+)$/.test(after.key ?? '')
  const within = after.indent > parent && after.indent < column
  const resumes = after.indent <= parent && (nextText(after.index, all)?.indent ?? 0) >= column
  const margin = !structure && parent > 0 && (after.indent === 0 || resumes)
  const comment = all[after.index - 1]
  if (comment?.kind === 'comment' && comment.index > first.index && after.indent >= column && !structure) {
    return [
      comment,
      onLine(comment, {
        code: 'block-indent',
        message: `The text that begins on line ${line.number} ends at this comment, which is indented less; indent it by at least ${column} spaces.`
      })
    ]
  }
  if (!within && !margin && !(first === after && !structure)) return undefined
  const message = `This line belongs to the text that begins on line ${line.number}, but is indented less; indent it by at least ${column} spaces.`
  return [after, onLine(after, { code: 'block-indent', message })]
}
