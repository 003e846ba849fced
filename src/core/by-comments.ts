import { ownComments } from './comment.ts'
import type { Settings } from './config.ts'
import { coverage, type Part } from './cover.ts'
import { type Directive, readDirective } from './directive.ts'
import { commentFaults, type Note, unusedComment } from './directive-faults.ts'
import { isOver } from './mark.ts'
import { places } from './places.ts'
import type { Linted, Marks } from './suppress.ts'

/** Marks what comments suppress, and tells what is wrong with them. */
export function byComments({ file, documents, findings }: Linted, settings: Settings, marks: Marks): Note[] {
  const comments = ownComments(file, documents)
  if (comments.length === 0) return []
  const read = comments
    .map((comment) => readDirective(file.text, comment))
    .filter((found) => found !== undefined)
  const directives = read.filter((found): found is Directive => 'word' in found)
  const parts = partsOf(directives, settings)
  const isPast = (directive: Directive) => isOver(directive, settings)
  const covered = coverage({ text: file.text, parts, isOver: isPast }, findings)
  const placeOf = places(file)
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
  return [...faults, ...[...idle].map(([directive, own]) => unusedComment(directive, own, file.text))]
}

/** One part for each rule that a directive names and that is one; a directive with a bad day has none. */
function partsOf(directives: readonly Directive[], settings: Settings): Part[] {
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

function idleParts(parts: readonly Part[], used: ReadonlySet<Part>): Map<Directive, Part[]> {
  const found = new Map<Directive, Part[]>()
  for (const part of parts) {
    if (used.has(part)) continue
    const own = found.get(part.directive)
    if (own === undefined) found.set(part.directive, [part])
    else own.push(part)
  }
  return found
}
