import { isOpen } from './line.ts'
import type { Line, Lines } from './slip.ts'

/** How a document is usually indented, in spaces. */
export interface ListStyle {
  /** Of a mapping below its key. */
  readonly step: number
  /** Of the dashes of a list below its key. */
  readonly dash: number
}

/** The habits of a document, from the lines that are nested below a key. */
export function styleOf(lines: Lines): ListStyle {
  const steps = new Map<number, number>()
  const dashes = new Map<number, number>()
  let previous: Line | undefined
  for (const line of lines.all) {
    if (line.kind !== 'code' || lines.inside[line.index]) continue
    if (previous && previous.colon >= 0 && isOpen(previous)) {
      const by = line.indent - previous.body
      if (line.dashes.length > 0) count(dashes, by, 0)
      else count(steps, by, 1)
    }
    previous = line
  }
  const step = most(steps) ?? 2
  return { step, dash: most(dashes) ?? step }
}

function count(counts: Map<number, number>, by: number, least: number): void {
  if (by >= least) counts.set(by, (counts.get(by) ?? 0) + 1)
}

function most(counts: ReadonlyMap<number, number>): number | undefined {
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** The next line of structure, below or (`by` -1) above a line. */
export function neighbour(line: Line, { all, inside }: Lines, by: 1 | -1): Line | undefined {
  for (let index = line.index + by; index >= 0 && index < all.length; index += by) {
    const next = all[index] as Line
    if (next.kind === 'code' && inside[index] === undefined) return next
  }
  return undefined
}
