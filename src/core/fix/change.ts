import type { Json, Path, Range } from '../../yaml/index.ts'
import { Field } from '../document/index.ts'

/** `safe`: it says what the author plainly meant; `unsafe`: it guesses a value or a place, so that a person has to look. */
export const safeties = ['safe', 'unsafe'] as const
export type Safety = (typeof safeties)[number]

/** One change of a document's value, at Fields in a rule and at Paths in a finding; `replace` is about text that has no tree. */
export type Change<At> =
  /** Writes a value; a key that is not there yet comes first in its mapping, or behind the key `after`. */
  | { readonly set: At; readonly to: Json; readonly after?: string }
  /** Removes a key or a list entry; a mapping or list that would be empty goes with it. */
  | { readonly remove: At }
  /** Gives a key another name. */
  | { readonly rename: At; readonly to: string }
  /** Takes a key or a list entry elsewhere, or in front of another entry of its own list; `with` adds keys to a mapping on its way, `after` is as above. */
  | {
      readonly move: At
      readonly to: At
      readonly with?: { readonly [key: string]: Json }
      readonly after?: string
    }
  /** Puts a value below new keys of its own place; the first may hold other things `beside` it, and have keys `above` it. */
  | {
      readonly nest: At
      readonly under: readonly string[]
      readonly beside?: { readonly [key: string]: Json }
      readonly above?: { readonly [key: string]: Json }
    }
  /** Replaces some characters by others. */
  | { readonly replace: Range; readonly by: string }

/** The same change, told without the document. */
export function atPaths(change: Change<Field>): Change<Path> {
  const entries = Object.entries(change).map(([key, at]) => [key, at instanceof Field ? at.path : at])
  return Object.fromEntries(entries) as Change<Path>
}

/** Whether a move takes an entry to the front of another one of the same list. */
export function isInFront({ move, to }: Extract<Change<Path>, { move: Path }>): boolean {
  const [from, target] = [move.at(-1), to.at(-1)]
  const isSameList = move.length === to.length && move.slice(0, -1).every((key, index) => key === to[index])
  return isSameList && typeof from === 'number' && typeof target === 'number' && target < from
}

/** What would fix a report. */
export interface Fix<At> {
  /** An imperative without a full stop: "Write ttlSecondsAfterFinished: 3600". */
  readonly title: string
  readonly safety: Safety
  readonly changes: readonly Change<At>[]
}

/** Some characters of a file replaced by others; nothing is replaced where the range is empty. */
export interface Edit extends Range {
  readonly text: string
}
