import { closest, either, lineEnd, lineStart, nextLine, quoted } from '../../text/index.ts'
import type { Range } from '../../yaml/index.ts'
import type { Reason, Settings } from '../config/index.ts'
import type { Resource } from '../manifest/index.ts'
import type { Report } from '../rule/index.ts'
import { type DisableAnnotation, metadataOf } from './annotation.ts'
import { type Directive, directiveWords, type Misspelling, ruleNames } from './directive.ts'
import type { DirectivePart } from './directive-scope.ts'

/** What is wrong with a suppression, as one of the two rules about them reports it. */
export interface Note extends Report {
  readonly ruleId: 'disable-directive' | 'unused-disable-directive'
  readonly resource?: Resource
}

/** What is wrong with a comment as it is written. */
export function* commentFaults(found: Directive | Misspelling, settings: Settings): Generator<Note> {
  const ruleId = 'disable-directive'
  if ('misspelt' in found) {
    const { misspelt, guess } = found
    const advice =
      guess === undefined ? `valid directives are ${directiveWords.join(', ')}` : `write ${quoted(guess)}`
    yield {
      ruleId,
      at: found,
      message: `${quoted(misspelt)} is not a directive, so it has no effect; ${advice}.`
    }
    return
  }
  for (const rule of new Map(found.rules.map((rule) => [rule.id, rule])).values()) {
    const message = nameFault(rule.id, settings)
    if (message !== undefined) yield { ruleId, at: rule, message }
  }
  if (found.word !== 'jobsworth-enable') {
    const message = reasonFault(found, settings, 'write one after "--"')
    if (message !== undefined) yield { ruleId, at: found, message }
  }
}

/** What is wrong with an annotation as it is written. */
export function* annotationFaults(annotation: DisableAnnotation, settings: Settings): Generator<Note> {
  const { at, ids = [], resource } = annotation
  const asked = annotation.ids === undefined ? ruleNames(String(at.value), 0).map(({ id }) => id) : ids
  const messages = [
    asked.length === 0
      ? 'This annotation names no rule, so it suppresses nothing; write rules as in "ttl-required, fixed-name", or "all".'
      : undefined,
    ...asked.filter((id) => id !== 'all').map((id) => nameFault(id, settings)),
    reasonFault(annotation, settings, 'write one in the annotation jobsworth/reason')
  ]
  for (const message of messages) {
    if (message !== undefined) yield { ruleId: 'disable-directive', at, message, resource }
  }
}

function nameFault(id: string, { known }: Settings): string | undefined {
  const rule = known.find((rule) => rule.id === id)
  if (rule?.category === 'suppression') {
    return `Findings of ${quoted(id)} cannot be suppressed in place; set the rule in the config.`
  }
  if (rule !== undefined) return undefined
  const [first = ''] = id.split(/\s/)
  if (first !== id && known.some((rule) => rule.id === first)) {
    return `There is no rule ${quoted(id)}, so it suppresses nothing; separate rules with commas, and put the reason after "--".`
  }
  const guess = closest(
    id,
    known.map((rule) => rule.id)
  )
  const advice = guess === undefined ? '`jobsworth rules` lists them all' : `write ${quoted(guess)}`
  const isEvery = id === 'all' || id === '*'
  const instead = isEvery ? 'for all rules, name none in a comment, or write "all" in an annotation' : advice
  return `There is no rule ${quoted(id)}, so it suppresses nothing; ${instead}.`
}

function reasonFault({ reason, badDay }: Reason, { rules }: Settings, advice: string): string | undefined {
  if (badDay !== undefined) {
    return `The date ${quoted(badDay)} after "until" is invalid, so nothing is suppressed; write, for example, "until 2027-01-31: reason".`
  }
  const isAsked = rules.find(({ rule }) => rule.id === 'disable-directive')?.options.requireReason === true
  return isAsked && reason === undefined
    ? `This suppression has no reason, but the configuration requires one; ${advice}.`
    : undefined
}

/** What of a comment does nothing, and the line on which its rule is reported instead, if it is. */
export interface Idle {
  readonly directive: Directive
  readonly parts: readonly DirectivePart[]
  readonly line: number | undefined
}

/** A comment that does nothing, or not with all rules it names, and what to remove. */
export function unusedComment({ directive, parts, line }: Idle, text: string): Note {
  const ruleId = 'unused-disable-directive'
  const { rules, word, start, end } = directive
  const names = parts.flatMap(({ rule }) => rule ?? [])
  const shown = either([...new Set(names.map(({ id }) => quoted(id)))])
  const advice =
    line === undefined ? 'remove it' : `the nearest is on line ${line}: move this there, or remove it`
  const message =
    word === 'jobsworth-enable'
      ? `No suppression${shown && ` of ${shown}`} is active here, so this ends nothing; remove it.`
      : `No finding${shown && ` of ${shown}`} is reported here, so this suppresses nothing; ${advice}.`
  const unused = new Set(names)
  const kept = rules.filter((rule) => !unused.has(rule))
  const [first, last] = [rules[0], rules.at(-1)]
  if (kept.length === 0 || first === undefined || last === undefined) {
    const changes = [{ replace: wholeComment(text, directive), by: '' }]
    return {
      ruleId,
      at: { start, end },
      message,
      fix: { title: 'Remove the comment', safety: 'safe', changes }
    }
  }
  const replace = { start: first.start, end: last.end }
  const changes = [{ replace, by: kept.map(({ id }) => id).join(', ') }]
  const title = `Remove ${shown} from the comment`
  return { ruleId, at: names[0] ?? directive, message, fix: { title, safety: 'safe', changes } }
}

/** The whole line where nothing else is on it, else the comment with the blanks before it. */
function wholeComment(text: string, comment: Range): Range {
  let { start } = comment
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--
  const isAlone = start === lineStart(text, start)
  const end = isAlone ? (nextLine(text, comment.end) ?? text.length) : lineEnd(text, comment.end)
  return { start, end }
}

/** An annotation that suppresses nothing, or not with all rules it names. */
export function* unusedAnnotation(
  { at, ids, resource }: DisableAnnotation,
  reported: ReadonlySet<string>,
  { known }: Settings
): Generator<Note> {
  const names = ids?.filter((id) => !reported.has(id) && known.some((rule) => rule.id === id))
  if (names === undefined ? reported.size > 0 : names.length === 0) return
  const of = names === undefined ? '' : ` of ${either(names.map(quoted))}`
  const message = `No finding${of} is reported here, so this suppresses nothing; remove it.`
  yield { ruleId: 'unused-disable-directive', at, message, resource }
}

/** Annotations in our name that do nothing: misspelt ones, and a reason without what it is for. */
export function* strayAnnotations(resource: Resource): Generator<Note> {
  for (const metadata of metadataOf(resource)) {
    const annotations = metadata.at('annotations')
    for (const [key, at] of annotations.entries()) {
      const near = key.startsWith('jobsworth/') ? closest(key.slice(10), ['disable', 'reason']) : undefined
      const guess = near && `jobsworth/${near}`
      const isAlone = key === 'jobsworth/reason' && !annotations.at('jobsworth/disable').exists
      if (guess === undefined || (guess === key && !isAlone)) continue
      const message = isAlone
        ? 'This reason has no effect: there is no annotation jobsworth/disable beside it.'
        : `There is no annotation ${quoted(key)}, so it has no effect; write ${quoted(guess)}.`
      yield { ruleId: 'disable-directive', at: at.key, message, resource }
    }
  }
}
