import { edit, isOpen } from './line.ts'
import type { Line, Lines, SlipEdit, SlipFix } from './slip.ts'
import { neighbour } from './style.ts'

/** Writes spaces for the tabs that indent a document, where it is plain how many; `step` for a tab. */
export function spacesForTabs(lines: Lines, step: number): SlipFix | undefined {
  const { all, inside } = lines
  const indented = all.filter(
    ({ kind, index, text }) => kind === 'code' && !inside[index] && /^[ \t]/.test(text)
  )
  const isPure = indented.every(({ text }) => /^\t+[^ \t]/.test(text))
  const edits: SlipEdit[] = []
  for (const line of all) {
    const blank = /^[ \t]*/.exec(line.text)?.[0] ?? ''
    if (!blank.includes('\t') || inside[line.index]?.as === 'block') continue
    const width = line.kind !== 'code' ? 0 : isPure ? blank.length * step : columnBetween(line, lines)
    if (width === undefined) return undefined
    edits.push(edit(line, 0, blank.length, ' '.repeat(width)))
  }
  return { title: 'Use spaces in place of tabs', edits }
}

/** The column of both the line above and the line below, if they are neighbors of one mapping or list. */
function columnBetween(line: Line, lines: Lines): number | undefined {
  const [above, below] = [neighbour(line, lines, -1), neighbour(line, lines, 1)]
  if (above === undefined || below === undefined || isOpen(above) || isOpen(line)) return undefined
  if (/^\s*\t/.test(above.text) || /^\s*\t/.test(below.text)) return undefined
  const isItem = /^\s*-\s/.test(line.text)
  const column = isItem ? above.indent : above.body
  return column === below.indent && (!isItem || above.dashes.length > 0) ? column : undefined
}
