import { isOpen } from './line.ts'
import type { Line } from './slip.ts'

/** A collection that is open where a line begins: its column, and its entries so far. */
export interface Level {
  readonly column: number
  readonly type: 'mapping' | 'sequence'
  readonly first: Line
  last: Line
  entries: number
}

/** A line that fits nowhere: its column is deeper than allowed, between two columns, or of the other type. */
export interface Misfit {
  readonly line: Line
  readonly how: 'deep' | 'between' | 'item among keys' | 'key among items'
  /** The collections around it, outermost first; the last is the nearest that ends at or left of it. */
  readonly levels: readonly Level[]
  /** Those that the line closes, innermost last. */
  readonly closed: readonly Level[]
  /** The line of structure before it. */
  readonly previous: Line | undefined
}

/** Follows the columns of keys and dashes from line to line, the way a reader of YAML has to. */
export class LineLayout {
  readonly levels: Level[] = []
  previous: Line | undefined

  /** Whether a line may begin with a value alone: nothing has begun, or the last entry has no value. */
  expectsValue(line: Line): boolean {
    const { previous } = this
    if (previous === undefined) return true
    const top = this.levels.at(-1)
    return isOpen(previous) && top !== undefined && line.indent > top.column
  }

  take(line: Line): Misfit | undefined {
    const parts = line.dashes.map((column) => ({ column, type: 'sequence' as Level['type'] }))
    if (line.colon >= 0) parts.push({ column: line.body, type: 'mapping' })
    const head = parts[0]
    if (head === undefined) return undefined
    const closed = this.#close(head.column)
    const how = this.#misfit(head, closed)
    if (how) {
      const misfit = { line, how, levels: [...this.levels], closed, previous: this.previous }
      this.previous = line
      return misfit
    }
    const top = this.levels.at(-1)
    if (top?.column === head.column && top.type === head.type) {
      top.last = line
      top.entries++
      parts.shift()
    }
    for (const { column, type } of parts)
      this.levels.push({ column, type, first: line, last: line, entries: 1 })
    this.previous = line
    return undefined
  }

  #close(column: number): Level[] {
    const { levels } = this
    const from = levels.findIndex((level) => level.column > column)
    return from < 0 ? [] : levels.splice(from)
  }

  #misfit(
    { column, type }: { column: number; type: Level['type'] },
    closed: Level[]
  ): Misfit['how'] | undefined {
    const { levels, previous } = this
    const top = levels.at(-1)
    if (top === undefined) return closed.length > 0 ? 'between' : undefined
    const isNested = closed.length === 0 && previous !== undefined && isOpen(previous)
    if (top.column < column) return closed.length > 0 ? 'between' : isNested ? undefined : 'deep'
    if (top.type === type) return undefined
    if (type === 'sequence') return isNested ? undefined : 'item among keys'
    const below = levels.at(-2)
    if (below?.column !== column || below.type !== 'mapping') return 'key among items'
    closed.push(levels.pop() as Level)
    return undefined
  }
}
