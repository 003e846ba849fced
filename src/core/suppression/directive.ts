import { closest } from '../../text/index.ts'
import type { Range } from '../../yaml/index.ts'
import { type Reason, readReason } from '../config/index.ts'

export const directiveWords = [
  'jobsworth-disable-next-line',
  'jobsworth-disable-line',
  'jobsworth-disable-file',
  'jobsworth-disable',
  'jobsworth-enable'
] as const
export type DirectiveWord = (typeof directiveWords)[number]

/** A comment that suppresses findings, or ends that. */
export interface Directive extends Range, Reason {
  readonly word: DirectiveWord
  readonly rules: readonly RuleName[]
}

/** What stands where a rule's id is expected. */
export interface RuleName extends Range {
  readonly id: string
}

/** A comment that was meant as a directive, by a word that is none. */
export interface Misspelling extends Range {
  readonly misspelt: string
  readonly guess: string | undefined
}

/** What a comment that begins with `jobsworth-` says; nothing where it is only about jobsworth. */
export function readDirective(text: string, comment: Range): Directive | Misspelling | undefined {
  const written = text.slice(comment.start, comment.end).trimEnd()
  const [start, first] = /^#+[ \t]*(\S+)/.exec(written) ?? ['', '']
  const range = { start: comment.start, end: comment.start + written.length }
  const word = directiveWords.find((word) => word === first)
  if (word === undefined) {
    // Without the prefix, which is what all have in common.
    const near = closest(
      first.slice(10),
      directiveWords.map((word) => word.slice(10))
    )
    const guess = near && `jobsworth-${near}`
    const isMeant = guess !== undefined || /^jobsworth-(?:disable|enable|ignore|suppress)/.test(first)
    return isMeant ? { ...range, misspelt: first, guess } : undefined
  }
  const rest = written.slice(start.length)
  const [dashes] = /(?:^|\s)--+(?=\s|$)/.exec(rest) ?? []
  const end = dashes === undefined ? rest.length : rest.indexOf(dashes)
  const rules = ruleNames(rest.slice(0, end), range.start + start.length)
  return { ...range, word, rules, ...readReason(rest.slice(end + (dashes ?? '').length)) }
}

/** The parts of a list with commas between; `offset` is where it begins. */
export function ruleNames(list: string, offset: number): RuleName[] {
  const found: RuleName[] = []
  let start = offset
  for (const part of list.split(',')) {
    const id = part.trim()
    const from = start + (part.length - part.trimStart().length)
    if (id !== '') found.push({ id, start: from, end: from + id.length })
    start += part.length + 1
  }
  return found
}
