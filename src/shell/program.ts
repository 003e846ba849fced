import type { Chain, Command, Step, Word } from './step.ts'

/** A program that a container or script runs, with all that stands around it in the script. Pure data. */
export interface Program {
  /** Its base name: `/usr/bin/psql` is psql. */
  readonly name: string
  /**
   * The program and its arguments as it gets them: launchers and wrappers (`sh -c`, `sudo`, `timeout 5`) taken off,
   * variables that the script itself has set filled in. Each word knows where it stands.
   */
  readonly words: readonly Word[]
  /** Its command in the tree: the words as written, what they were reached through, its variables, its output. */
  readonly command: Command
  /** What it reads from its standard input. */
  readonly input: Input
  /** The innermost check that decides whether it runs; undefined where it always does. */
  readonly guard?: Guard
  /** What hides its failure from whoever waits for the exit code; undefined where it is the failure of the whole. */
  readonly loss?: Loss
  /** The innermost loop around it. */
  readonly loop?: Repeat
  readonly isBackground: boolean
  /** It runs in another container or on another host: `kubectl exec`, `docker exec`, `ssh`. */
  readonly isElsewhere: boolean
  /** It stands in a function that nothing calls, or not in sight. */
  readonly isUncalled: boolean
  /** It stands in a substitution: its output goes into a word or a variable. */
  readonly isCaptured: boolean
}

/** A check before a program: it runs only where `test` has succeeded or failed. */
export interface Guard {
  /** A step, or as many of the first steps of a chain as `length` says. */
  readonly test: Step | Chain
  readonly length?: number
  readonly when: 'success' | 'failure'
  readonly outer?: Guard
}

/**
 * Why a failure is lost: another command follows `||` (`or`) or stands in the way (`and`), it is only a condition
 * (`test`), that of a loop (`while`) or negated (`not`), a pipe goes on (`pipe`), the script goes on (`next`) or does
 * not wait (`background`), only its output is taken (`output`), the loop goes on (`loop`), `find` or `trap` do not
 * look at it.
 */
export interface Loss {
  readonly kind:
    | 'or'
    | 'and'
    | 'test'
    | 'while'
    | 'not'
    | 'pipe'
    | 'next'
    | 'background'
    | 'output'
    | 'loop'
    | 'find'
    | 'trap'
  /** What runs in spite of the failure, the first of it on top; nothing for an `if` without `else`. */
  readonly after?: Rest
  /** For `test`: what runs where it does not fail. */
  readonly instead?: Rest
  /** What would hide the failure if this did not. */
  readonly outer?: Loss
}

/** The steps of a list from one on. Pure data: cut when somebody looks, for a script may have thousands. */
export interface Rest {
  readonly steps: readonly Step[]
  readonly from: number
}

/** A loop around a program, or a tool that runs it several times. */
export interface Repeat {
  readonly kind: 'for' | 'while' | 'until' | 'select' | 'find' | 'xargs' | 'watch' | 'retry'
  /** The variable that is another one in each turn: of `for`, or of `read`. */
  readonly variable?: string
  readonly outer?: Repeat
}

/** What a program reads, as far as the script shows it. */
export interface Input {
  /** The text: of a heredoc, a here-string, a file that the script has written, or what `echo` puts into the pipe. */
  readonly text?: Word
  /** The file after `<`, or that the pipe begins with. */
  readonly file?: Word
  /** The words of the programs that write into the pipe. */
  readonly from: readonly Word[]
  /** The files that the script has written before this, for `writtenBefore`. */
  readonly files?: Files
  readonly moment?: number
}

/** What a script writes into files, by their names, in the order of writing. */
export type Files = ReadonlyMap<string, readonly { readonly text: Word; readonly moment: number }[]>

/** A part of a script that was not read, so that nobody can say that it is in order. */
export interface Unread {
  /** The string that holds it, and the offset in it from which on it was not read; NaN where unknown. */
  readonly string: number
  readonly start: number
  /** It is too large, or stands too deep inside other scripts. */
  readonly why: 'size' | 'depth'
}
