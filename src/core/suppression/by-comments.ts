import { lastAtOrBefore } from '../../yaml/index.ts'
import { isOver, placesIn } from '../check/index.ts'
import type { Settings } from '../config/index.ts'
import { type Finding, isActive } from '../rule/index.ts'
import { type Directive, readDirective } from './directive.ts'
import { commentFaults, type Note, unusedComment } from './directive-faults.ts'
import { coverage, type DirectivePart } from './directive-scope.ts'
import { type LinesFor, linesFor } from './long-scalars.ts'
import type { CheckedFile, Marks } from './marks.ts'
import { ownComments } from './own-comments.ts'

/** Marks what comments suppress, and tells what is wrong with them. */
export function byComments(
  { file, documents, findings }: CheckedFile,
  settings: Settings,
  marks: Marks
): Note[] {
  const comments = ownComments(file, documents)
  if (comments.length === 0) return []
  const read = comments
    .map((comment) => readDirective(file.text, comment))
    .filter((found) => found !== undefined)
  const directives = read.filter((found): found is Directive => 'word' in found)
  const parts = partsOf(directives, settings)
  const isPast = (directive: Directive) => isOver(directive, settings)
  const linesOf = linesFor({ file, documents })
  const covered = coverage({ text: file.text, parts, linesFor: linesOf, isOver: isPast }, findings)
  const placeOf = placesIn(file)
  for (const [finding, holding] of covered.partsOf) {
    for (const { directive } of holding) {
      const { start, end } = directive
      marks.add(finding, { by: 'comment', place: placeOf({ start, end }), written: directive })
    }
  }
  const faults = read.flatMap((found) => [...commentFaults(found, settings)])
  // What cannot be read to its end may hold what a comment was written for.
  const isJudged = documents.every(({ fault, isTemplate }) => fault === undefined && !isTemplate)
  const idle = isJudged ? idleParts(parts, covered.used) : []
  const open = findings.filter((finding) => isActive(finding) && !covered.partsOf.has(finding))
  const lines = commentable(open, linesOf)
  let home = 0
  const unused = [...idle].map(([directive, parts]) => {
    while ((documents[home]?.range.end ?? Number.POSITIVE_INFINITY) <= directive.start) home++
    const { start, end } = placeOf(documents[home]?.range ?? directive)
    const around = nearest(placeOf(directive).start.line, parts, lines)
    const line = around.find((line) => start.line <= line && line <= end.line)
    return unusedComment({ directive, parts, line }, file.text)
  })
  return [...faults, ...unused]
}

/** The lines at which a comment would hold for what each rule reports, ascending; never one inside of a text. */
function commentable(findings: readonly Finding[], linesOf: LinesFor): Map<string, number[]> {
  const lines = new Map<string, number[]>()
  for (const finding of findings) {
    const { open } = linesOf(finding)
    const known = lines.get(finding.ruleId)
    if (known === undefined) lines.set(finding.ruleId, [open])
    else known.push(open)
  }
  return lines
}

/** The lines on which a comment for one line would do something: what is missing is reported at a key further up. */
function nearest(
  from: number,
  parts: readonly DirectivePart[],
  linesOf: ReadonlyMap<string, readonly number[]>
): number[] {
  const around = parts.flatMap(({ directive, rule }) => {
    const lines = (directive.word.endsWith('-line') && rule && linesOf.get(rule.id)) || []
    const at = lastAtOrBefore(lines, from)
    return lines.slice(at, at + 2)
  })
  return around.sort((a, b) => Math.abs(a - from) - Math.abs(b - from))
}

/** One part for each rule that a directive names and that is one; a directive with a bad day has none. */
function partsOf(directives: readonly Directive[], settings: Settings): DirectivePart[] {
  const rules = settings.known.filter(({ category }) => category !== 'suppression')
  const known = new Set(rules.map(({ id }) => id))
  return directives
    .filter(({ badDay }) => badDay === undefined)
    .flatMap((directive) =>
      directive.rules.length === 0
        ? { directive }
        : directive.rules.filter(({ id }) => known.has(id)).map((rule) => ({ directive, rule }))
    )
}

function idleParts(
  parts: readonly DirectivePart[],
  used: ReadonlySet<DirectivePart>
): Map<Directive, DirectivePart[]> {
  const found = new Map<Directive, DirectivePart[]>()
  for (const part of parts) {
    if (used.has(part)) continue
    const own = found.get(part.directive)
    if (own === undefined) found.set(part.directive, [part])
    else own.push(part)
  }
  return found
}
