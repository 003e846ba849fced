import type { Word } from '../../../shell/index.ts'

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
}

/** What a command reads from its standard input, as far as it can be seen. */
export interface Input {
  readonly text?: Word
  readonly file?: Word
  /** The words of the commands that write into the pipe. */
  readonly from: readonly Word[]
  /** What the script itself has written into files, by their names. */
  readonly written?: ReadonlyMap<string, Word>
}

/** A verdict, or the text of a script that the command runs. */
export type Judged = Verdict | { readonly script: Word }

/** Whether a judgement only says which command really runs. */
export function isCommand(judged: Judged | readonly Word[]): judged is readonly Word[] {
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
  object: 'creates a new object each time',
  reads: 'only reads',
  repeats: 'ends in the same state when repeated',
  checked: 'runs only where a check finds the work not yet done',
  dry: 'only shows what would happen'
} as const
