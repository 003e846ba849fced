import type { Word } from '../../../shell/index.ts'

/** What one more run does after one that has succeeded: nothing, the work once more, or nobody knows. */
export type Again = 'harmless' | 'acts' | 'unknown'

/**
 * What running a command twice does: `write` repeats what must not be repeated, `safe` ends in the same state,
 * `read` only looks, `idle` is no work (echo, sleep, waiting), `opaque` cannot be seen into.
 */
export type Effect = 'write' | 'safe' | 'read' | 'idle' | 'opaque'

/** What one command does, and the words that show it. */
export interface Verdict {
  readonly effect: Effect
  readonly why: string
  /** The convincing words: from the first to the last of them. */
  readonly words: readonly Word[]
  /** The convincing part of the value of the only word, where it is not all of it. */
  readonly part?: readonly [start: number, end: number]
  /** A second run is refused (the thing exists by then) and changes nothing; `|| true` makes it harmless. */
  readonly refusedTwice?: true
  /** The program is somebody's own, judged by its words. */
  readonly isOwn?: true
  /** What a second run does, where the reason and the words of a `write` do not say it. */
  readonly again?: Again
}

/** Whether a judgement only says which command really runs. */
export function isCommand(judged: Verdict | readonly Word[]): judged is readonly Word[] {
  return Array.isArray(judged)
}

/** A verdict on these words. */
export function verdict(effect: Effect, why: string, words: readonly Word[]): Verdict {
  return { effect, why, words }
}

/** Of several verdicts the one that decides. */
export function worst(verdicts: readonly Verdict[]): Verdict | undefined {
  return (['write', 'opaque', 'safe', 'read', 'idle'] as const)
    .map((effect) => verdicts.find((one) => one.effect === effect))
    .find((one) => one !== undefined)
}

/** Why a thing must not be done twice; each completes "…, which ___". */
export const why = {
  schema: 'changes the database schema',
  rows: 'writes rows to a database',
  restore: 'loads data into a database',
  backfill: 'changes existing data',
  seed: 'adds data',
  send: 'sends a message each time',
  pay: 'moves money each time',
  post: 'posts a request each time',
  statements: 'may change data each time',
  object: 'creates a new object each time',
  reads: 'only reads',
  notice: 'only says how things went',
  repeats: 'ends in the same state when repeated',
  checked: 'runs only where a check finds the work not yet done',
  dry: 'only shows what would happen'
} as const

/** The words that convinced, as one text. */
export function textOf({ words, part }: Verdict): string {
  const [first] = words.filter(({ string }) => string >= 0)
  return part !== undefined && first ? first.value.slice(...part) : words.map(({ value }) => value).join(' ')
}

/** What one more run of a `write` does. */
export function againOf(judged: Verdict): Again {
  return judged.again ?? againBy(judged.why, textOf(judged))
}

/** Of several answers the one that decides. */
export function gravest(answers: readonly Again[]): Again {
  return (['acts', 'unknown'] as const).find((answer) => answers.includes(answer)) ?? 'harmless'
}

/**
 * What one more run of work that must not be retried does after a run that has succeeded. A migration notes what it has
 * done and then does nothing, unless its words name a step back or a load; all other work acts anew.
 */
export function againBy(reason: string, words: string): Again {
  return reason === why.schema && !unversioned.test(words) ? 'harmless' : 'acts'
}

const unversioned =
  /down|roll-?back|undo|revert|redo|reset|re?fresh|replant|drop|wipe|clean|flush|stamp|force|goto|seed|load|fixture|install|import|truncate|erase|baseline|repair|create|setup|bootstrap|init|trigger|retry|send|execute|restore|unlock|mark|edit/i
