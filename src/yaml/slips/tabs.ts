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
  const isNested = isNestedByTabs(lines, step)
  const edits: SlipEdit[] = []
  for (const line of all) {
    const blank = /^[ \t]*/.exec(line.text)?.[0] ?? ''
    if (!blank.includes('\t') || inside[line.index]?.as === 'block') continue
    const isStep = isPure || isNested
    const width = line.kind !== 'code' ? 0 : isStep ? blank.length * step : columnBetween(line, lines)
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

/** Whether the only tabs are those of lines below an open key, and as many as that key's depth asks for. */
function isNestedByTabs(lines: Lines, step: number): boolean {
  const { all, inside } = lines
  const tabbed = all.filter(
    ({ kind, index, text }) => kind === 'code' && !inside[index] && /^ *\t/.test(text)
  )
  const [first] = tabbed
  const above = first && neighbour(first, lines, -1)
  if (first === undefined || above === undefined || !isOpen(above)) return false
  const tabs = /^\t*/.exec(first.text)?.[0].length ?? 0
  return tabs * step === above.body + step && tabbed.every(({ text }) => /^\t+[^ \t]/.test(text))
}
