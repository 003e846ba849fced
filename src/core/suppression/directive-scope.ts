import { lineStarts } from '../../yaml/index.ts'
import type { Finding } from '../rule/index.ts'
import type { Directive, RuleName } from './directive.ts'
import type { LinesFor } from './long-scalars.ts'

/** A rule that a directive names, or all of them where it names none. */
export interface DirectivePart {
  readonly directive: Directive
  readonly rule?: RuleName
}

export interface Coverage {
  /** The parts that hold for a finding, the nearest to it first: one of its line, of a stretch and of the file at most. */
  readonly partsOf: ReadonlyMap<Finding, readonly DirectivePart[]>
  /** The parts that do something. */
  readonly used: ReadonlySet<DirectivePart>
}

/** Directives in the order of a text, what lines they can hold for, and whether one is over, so that another is preferred. */
export interface Directives {
  readonly text: string
  readonly parts: readonly DirectivePart[]
  readonly linesFor: LinesFor
  readonly isOver: (directive: Directive) => boolean
}

/** Which directives hold for which findings; both are ordered by place. */
export function coverage(
  { text, parts, linesFor, isOver }: Directives,
  findings: readonly Finding[]
): Coverage {
  const used = new Set<DirectivePart>()
  const partsOf = new Map<Finding, readonly DirectivePart[]>()
  const onLine = lines(text, parts)
  const inFile = parts.filter(({ directive }) => directive.word === 'jobsworth-disable-file')
  const stretches = parts.filter(({ directive }) => /^jobsworth-(?:dis|en)able$/.test(directive.word))
  const open = new Map<string, DirectivePart | undefined>()
  let next = 0
  const advance = (offset: number) => {
    for (; (stretches[next]?.directive.start ?? Number.POSITIVE_INFINITY) < offset; next++) {
      const part = stretches[next] as DirectivePart
      if (part.directive.word === 'jobsworth-enable' && endsSomething(open, part)) used.add(part)
      change(open, part)
    }
  }
  // Many directives may hold for many findings: for each line and rule they are gone through once.
  const known = new Map<string, DirectivePart | undefined>()
  const best = (group: string, candidates: readonly DirectivePart[], ruleId: string) => {
    const key = `${group} ${ruleId}`
    if (!known.has(key)) {
      const holding = candidates.filter(({ rule }) => rule === undefined || rule.id === ruleId)
      for (const part of holding) used.add(part)
      known.set(key, holding.find(({ directive }) => !isOver(directive)) ?? holding[0])
    }
    return known.get(key)
  }
  const lineOf = (finding: Finding) => {
    if (onLine.size === 0) return undefined
    for (const line of linesFor(finding).all) {
      const found = best(String(line), onLine.get(line) ?? [], finding.ruleId)
      if (found !== undefined) return found
    }
    return undefined
  }
  for (const finding of findings) {
    const { ruleId, range } = finding
    advance(range.start)
    const around = open.has(ruleId) ? open.get(ruleId) : open.get(every)
    if (around) used.add(around)
    const holding = [lineOf(finding), around, best('file', inFile, ruleId)]
    const found = holding.filter((part) => part !== undefined)
    if (found.length > 0) partsOf.set(finding, found)
  }
  advance(Number.POSITIVE_INFINITY)
  return { partsOf, used }
}

/** Stands for every rule that has no entry of its own. */
const every = ''

function change(open: Map<string, DirectivePart | undefined>, part: DirectivePart): void {
  if (part.rule === undefined) open.clear()
  open.set(part.rule?.id ?? every, part.directive.word === 'jobsworth-enable' ? undefined : part)
}

function endsSomething(
  open: ReadonlyMap<string, DirectivePart | undefined>,
  { rule }: DirectivePart
): boolean {
  if (rule === undefined) return [...open.values()].some((part) => part !== undefined)
  return (open.has(rule.id) ? open.get(rule.id) : open.get(every)) !== undefined
}

/** The parts that hold for one line, by its number; lines that only hold a comment are passed over. */
function lines(text: string, parts: readonly DirectivePart[]): Map<number, DirectivePart[]> {
  const found = new Map<number, DirectivePart[]>()
  const ofLines = parts.filter(({ directive }) => directive.word.endsWith('-line'))
  if (ofLines.length === 0) return found
  const starts = lineStarts(text)
  const following: number[] = []
  for (let line = starts.length - 1; line >= 0; line--) {
    const isComment = /^[ \t]*#/.test(text.slice(starts[line + 1] ?? text.length, starts[line + 2]))
    following[line] = isComment ? (following[line + 1] ?? line + 1) : line + 1
  }
  let line = 0
  for (const part of ofLines) {
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= part.directive.start) line++
    const target = part.directive.word === 'jobsworth-disable-line' ? line : (following[line] as number)
    const known = found.get(target + 1)
    if (known === undefined) found.set(target + 1, [part])
    else known.push(part)
  }
  return found
}
