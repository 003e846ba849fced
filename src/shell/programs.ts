import { expandScript } from './expand.ts'
import type { Program, Unread } from './program.ts'
import type { Command, Step, Word } from './step.ts'
import { newWalk, outermost } from './walk.ts'
import { wordAt } from './word.ts'

/** What a container's command or a script comes to: the one reading of it that every rule shares. Pure data. */
export interface Reading {
  /** Every program that runs, in the order of the script; one in a function stands where the function is first called. */
  readonly programs: readonly Program[]
  /** The words of `sudo`, `env`, `su` and their like, each without what it launches. */
  readonly launchers: readonly (readonly Word[])[]
  /** The variables that it sets, those before a program (`A=1 work`) included. */
  readonly assignments: Command['assignments']
  /** The same as a tree, for whoever asks what runs after what: every script opened, all words read. */
  readonly step: Step
  /** What was not read; to be reported, or a large script would seem to be in order. */
  readonly unread: readonly Unread[]
}

/** Reads what a container starts: the strings of its command and arguments, the entrypoint of its image before them. */
export function readCommand(words: readonly Word[]): Reading {
  const length = words.reduce((sum, { value }) => sum + value.length, 0)
  return reading({ kind: 'command', words, assignments: [] }, length)
}

/** Reads a script: a shell's file, a line of a Makefile, a fence in Markdown. Offsets count from its beginning. */
export function readScript(text: string, string = 0): Reading {
  const words = [wordAt('sh', -1), wordAt('-c', -1), wordAt(text, string)]
  return reading({ kind: 'command', words, assignments: [] }, text.length)
}

function reading(step: Step, length: number): Reading {
  const walk = newWalk(length)
  const options = { isErrexit: false, isPipefail: false, place: outermost }
  const found = expandScript(step, walk, options)
  const { programs, launchers, assignments, unread } = walk
  return { programs, launchers, assignments, step: found, unread }
}
