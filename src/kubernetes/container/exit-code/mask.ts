import type { Program, Word } from '../../../shell/index.ts'
import type { Routines } from './calm.ts'

/** A failure that a script or client hides from whoever waits for the exit code. */
export interface Mask {
  /**
   * How: by what follows `||` (`alternative`), a last command that always succeeds, another last command (`next`), a
   * branch or line that only reports it (`told`), an `if` without `else` (`unanswered`), the left side of `&&`, a pipe,
   * a declaration such as `export` (`output`), a loop, the background, `find`, a trap, or a client that succeeds though
   * the server has refused what it was given.
   */
  readonly kind:
    | 'alternative'
    | 'ending'
    | 'next'
    | 'told'
    | 'unanswered'
    | 'and'
    | 'pipe'
    | 'output'
    | 'loop'
    | 'background'
    | 'find'
    | 'trap'
    | 'client'
  /** The command whose failure is lost. */
  readonly hidden: readonly Word[]
  /** What hides it. */
  readonly by: readonly Word[]
  /** For a client: what to add so that it fails; whether it only fetches. */
  readonly advice?: string
  readonly isMinor?: boolean
}

/** What a judgement needs to know of the whole script. */
export interface Known {
  readonly routines: Routines
  /** Variables in `exit`, `return` and tests. */
  readonly decided: ReadonlySet<string>
  /** The first program that does work. */
  readonly worked: Program | undefined
  /** Some program does more than print, and is no message to a chat: whether a message comes through is not the work. */
  readonly hasOther: boolean
  readonly hasErrorTrap: boolean
  /** Some work counts: its failure is that of the script. */
  readonly isCounted: boolean
  /** It says `set +e`. */
  readonly isLenient: boolean
  readonly waitsForOne: boolean
  readonly waitsForAll: boolean
}
