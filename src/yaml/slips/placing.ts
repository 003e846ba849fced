import { edit, isOpen, onLine, shown } from './line.ts'
import type { Explained, Line, Lines } from './slip.ts'
import { neighbour } from './style.ts'

/** Says that a line should begin in another column, `like` a line that does. */
export function moved(line: Line, column: number, like: Line, lines: Lines): Explained {
  const way = line.indent > column ? 'too far' : 'too little'
  const next = neighbour(line, lines, 1)
  const isAlone =
    Math.abs(line.indent - column) === 1 &&
    !isOpen(line) &&
    lines.inside[line.index + 1]?.line !== line &&
    (next === undefined || next.indent <= Math.max(column, line.indent))
  const fix = isAlone
    ? { title: `Begin it in column ${column + 1}`, edits: [edit(line, 0, line.indent, ' '.repeat(column))] }
    : undefined
  const whose = like === line ? '' : `, as on line ${like.number}`
  return onLine(line, {
    code: line.dashes.length > 0 ? 'dash-column' : 'indentation',
    message: `This line is indented ${way}, so it does not line up with its neighbors; begin it in column ${column + 1}${whose}.`,
    fix
  })
}

/** Says that a line lacks its dash. */
export function dashMissing(line: Line): Explained {
  const by = `- ${line.text.slice(line.indent).trimEnd()}`
  return onLine(line, {
    code: 'missing-dash',
    message: `A dash is missing: write "${shown(by)}" to begin an item of the list.`,
    fix: { title: 'Write the dash', edits: [edit(line, line.indent, line.indent, '- ')] }
  })
}
