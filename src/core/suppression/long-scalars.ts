import { lastAtOrBefore, type Node, type Range } from '../../yaml/index.ts'
import { placesIn } from '../check/index.ts'
import type { Finding } from '../rule/index.ts'
import type { CheckedFile } from './marks.ts'

/** Where comments for one line hold for a finding, as numbers of lines from 1. */
export interface Lines {
  /** All of them, the nearest first. */
  readonly all: readonly number[]
  /** The nearest above which there is room for a comment. */
  readonly open: number
}

export type LinesFor = (finding: Pick<Finding, 'range' | 'start'>) => Lines

/**
 * In a text of several lines, such as a script, there is no room for comments: what stands on its first line, or on that
 * of its key, holds for all of it.
 */
export function linesFor({ file, documents }: Pick<CheckedFile, 'file' | 'documents'>): LinesFor {
  let known: { readonly starts: readonly number[]; readonly scalars: readonly LongScalar[] } | undefined
  return ({ range, start }) => {
    if (known === undefined) {
      const placeOf = placesIn(file)
      const lineOf = (offset: number) => placeOf({ start: offset, end: offset }).start.line
      const scalars = documents.flatMap(({ tree }) => (tree ? [...longScalars(tree, lineOf)] : []))
      known = { starts: scalars.map((scalar) => scalar.start), scalars }
    }
    const scalar = known.scalars[lastAtOrBefore(known.starts, range.start)]
    const isInside = scalar !== undefined && scalar.start <= range.start && range.start < scalar.end
    if (!isInside) return { all: [start.line], open: start.line }
    const { first, ofKey = first } = scalar
    return { all: [...new Set([start.line, first, ofKey])], open: first }
  }
}

/** A scalar that takes several lines, its first line, and that of its key where it has one. */
interface LongScalar extends Range {
  readonly first: number
  readonly ofKey: number | undefined
}

/** The scalars of several lines in a tree, in the order of the text. */
function* longScalars(node: Node, lineOf: (offset: number) => number, key?: Node): Generator<LongScalar> {
  if (node.type === 'sequence') for (const item of node.items) yield* longScalars(item, lineOf)
  if (node.type === 'mapping') for (const pair of node.pairs) yield* longScalars(pair.value, lineOf, pair.key)
  if (node.type !== 'scalar') return
  // A block begins below its `|`.
  const start = node.style === 'block' ? Math.max(0, node.start - 1) : node.start
  const first = lineOf(start)
  if (lineOf(node.end) === first) return
  yield { start: node.start, end: node.end, first, ofKey: key && lineOf(key.start) }
}
