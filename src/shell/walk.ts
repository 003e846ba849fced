import type { Program, Unread } from './program.ts'
import type { ShellPlace } from './shell-place.ts'
import type { Command, Routine, Script, Step, Word } from './step.ts'
import { noVariables, type Variables } from './variables.ts'

/** All that one reading of a command or script has found so far. */
export interface Walk {
  readonly programs: Program[]
  readonly launchers: (readonly Word[])[]
  readonly assignments: Command['assignments'][number][]
  readonly unread: Unread[]
  readonly variables: Variables
  /** How many characters of scripts inside scripts may still be read: variables can hold each other many times. */
  left: number
  /** How deep the step that is read stands in others, over all scripts. */
  nesting: number
}

/** A shell that reads a script: its options and functions. */
export interface Shell {
  isErrexit: boolean
  isPipefail: boolean
  readonly routines: Map<string, Held>
  /** What `$0`, `$1` … and `$@` stand for, where that is written: in `sh -c SCRIPT NAME ARGS`, in a call, by `set --`. */
  args?: readonly Word[] | undefined
  /** The function that is being read. */
  inside?: Held | undefined
}

/** A function as written, and as read where it is first called. */
export interface Held {
  readonly written: Routine
  readonly read: { -readonly [K in keyof Routine]: Routine[K] }
  isRead: boolean
  /** Its commands that run what the function is given (`"$@"`), which is another command in each call. */
  readonly passes: { readonly written: Command; readonly place: ShellPlace }[]
}

/** A walk that has found nothing yet, for strings of this length together. */
export function newWalk(length: number): Walk {
  const left = 4 * length + 100_000
  return {
    programs: [],
    launchers: [],
    assignments: [],
    unread: [],
    variables: noVariables(),
    left,
    nesting: 0
  }
}

/** Where a container's command or a script of its own begins. */
export const outermost: ShellPlace = {
  isTested: false,
  isBackground: false,
  isElsewhere: false,
  isUncalled: false,
  isCaptured: false,
  input: { from: [] },
  depth: 0
}

export const maxDepth = 16
/** What the smallest script costs of the characters that may be read. */
export const costOfShell = 50
/** Beyond this the call stack would be in danger. */
export const maxNesting = 500

/** Where the reader is: in which shell and place; and how it reads what stands inside. */
export interface Here {
  readonly walk: Walk
  readonly shell: Shell
  readonly place: ShellPlace
  readonly read: {
    /** Reads a step of this shell's script. */
    step(step: Step, here: Here): Step
    /** Reads a script in a shell of its own. */
    script(step: Step, walk: Walk, options: ShellOptions): Step
  }
}

/** How a new shell is started, and where. */
export type ShellOptions = Pick<Script, 'isErrexit' | 'isPipefail'> & {
  readonly place: ShellPlace
  readonly args?: readonly Word[] | undefined
}
