import { below } from './find.ts'
import type { Level, Misfit } from './layout.ts'
import { edit, isOpen, onLine, shown, valueText } from './line.ts'
import type { Explained, Line, Lines } from './types.ts'

/** Which line is out of place, and where it should begin. */
export function explainMisfit(misfit: Misfit, lines: Lines, step: number): Explained {
  return (
    dashMissing(misfit) ??
    firstOutOfLine(misfit, lines, step) ??
    dashOutOfLine(misfit) ??
    keyOutOfLine(misfit, lines, step)
  )
}

/** A key that its list's items begin with, without a dash. */
function dashMissing({ line, how, levels, closed }: Misfit): Explained | undefined {
  const items = how === 'key among items' ? levels.at(-1) : undefined
  if (items === undefined || line.key === undefined) return undefined
  if (keyOf(items.first) !== keyOf(line)) return undefined
  const by = `- ${shown(line.text.slice(line.body).trimEnd())}`
  void closed
  return onLine(line, {
    code: 'missing-dash',
    message: `A dash is missing: write "${by}" to begin another item of the list.`,
    fix: { title: 'Write the dash', edits: [edit(line, line.indent, line.indent, '- ')] }
  })
}

function keyOf(line: Line): string {
  return line.key ?? ''
}

/** The lines that follow agree with this one, so it is the one before it that is out of line. */
function firstOutOfLine(
  { line, how, levels, closed, previous }: Misfit,
  lines: Lines,
  step: number
): Explained | undefined {
  if (previous === undefined || (how !== 'deep' && how !== 'between')) return undefined
  const level = how === 'deep' ? levels.at(-1) : closed[0]
  if (level === undefined) return undefined
  const parent = how === 'deep' ? levels.at(-2) : levels.at(-1)
  // A line that closed what its neighbours go on with: they stand deeper, on both sides of it.
  if (how === 'deep' && level.last === previous && previous.dashes.length === 0) {
    const above = before(previous, lines)
    if (
      above &&
      (above.indent === line.indent || above.body === line.indent) &&
      previous.indent < line.indent &&
      above !== previous
    ) {
      return moved(previous, line.indent, above, lines)
    }
    if (above && isOpen(above) && above.indent === previous.indent && line.indent === above.body + step) {
      return moved(previous, line.indent, line, lines)
    }
  }
  if (
    level.entries !== 1 ||
    level.first.dashes.length > 0 ||
    level.type !== 'mapping' ||
    line.dashes.length > 0
  )
    return undefined
  const base = parent === undefined ? 0 : parent.column
  const usual = (column: number) => column - base === step
  if (usual(line.indent) && !usual(level.column)) return moved(level.first, line.indent, line, lines)
  return undefined
}

function before(line: Line, { all, inside }: Lines): Line | undefined {
  for (let index = line.index - 1; index >= 0; index--) {
    const above = all[index] as Line
    if (above.kind === 'code' && inside[index] === undefined) return above
  }
  return undefined
}

/** A list item that does not begin where the items above it do. */
function dashOutOfLine({ line, how, levels, closed }: Misfit): Explained | undefined {
  if (line.dashes.length === 0) return undefined
  const items = [...closed, ...levels].filter(({ type }) => type === 'sequence').sort(near(line.indent))[0]
  const top = levels.at(-1)
  if (items !== undefined && (how !== 'deep' || items === top)) {
    const message = `This dash does not line up with the dashes of the list above it; begin it in column ${items.column + 1}, as on line ${items.last.index + 1}.`
    return onLine(line, { code: 'dash-column', message })
  }
  const key = top && keyOf(top.last)
  if (key && valueText(top.last) !== '') {
    const message = `A list item cannot stand below "${shown(key)}", which has a value already; move the item, or remove that value.`
    return onLine(line, { code: 'dash-column', message })
  }
  const message = 'This list item stands where a key is expected; line it up with the items of its list.'
  return onLine(line, { code: 'dash-column', message })
}

function near(column: number) {
  return (a: Level, b: Level) => Math.abs(a.column - column) - Math.abs(b.column - column)
}

function keyOutOfLine(
  { line, how, levels, closed, previous }: Misfit,
  lines: Lines,
  step: number
): Explained {
  const candidates = [...levels.slice(-2), ...closed].filter(({ type }) => type === 'mapping')
  const goal = candidates.sort(near(line.indent))[0]
  void step
  if (how === 'deep') {
    const key = previous && keyOf(previous)
    const reason = key
      ? `"${shown(key)}" above it has a value already, so nothing can be nested below it`
      : 'the line above it takes nothing nested'
    const column = levels.at(-1)?.column ?? 0
    return {
      ...moved(line, column, levels.at(-1)?.last ?? line, lines),
      message:
        `This line is indented too far: ${reason}. Line it up with its neighbors (column ${column + 1}).`.replace(
          'neighbors',
          'neighbours'
        )
    }
  }
  return moved(line, goal?.column ?? 0, goal?.last ?? line, lines)
}

function moved(line: Line, column: number, like: Line, lines: Lines): Explained {
  const way = line.indent > column ? 'too far' : 'too little'
  const next = below(line, lines)
  const alone =
    !isOpen(line) &&
    (next === undefined || next.indent <= Math.max(column, line.indent)) &&
    lines.inside[line.index + 1]?.line !== line
  const fix = alone
    ? { title: `Indent it by ${column}`, edits: [edit(line, 0, line.indent, ' '.repeat(column))] }
    : undefined
  const whose = like === line ? '' : `, as on line ${like.index + 1}`
  return onLine(line, {
    code: 'indentation',
    message: `This line is indented ${way}, so it does not line up with its neighbours; begin it in column ${column + 1}${whose}.`,
    fix
  })
}
