import type { Step } from './step.ts'

/** A word of a command, as the program sees it, and where it stands in the container's strings. */
export interface Word {
  /** The word without its quotes; expansions such as `$X` stay as written. */
  readonly value: string
  /** Which of the container's strings holds it. */
  readonly string: number
  /** Offsets of the word in that string; NaN where the text was unescaped on the way, so that nobody knows. */
  readonly start: number
  readonly end: number
  /** Offset at which `value` stands letter for letter, else NaN. */
  readonly inner: number
  /** The commands inside its `$( )`, backquotes and `<( )`. */
  readonly steps: readonly Step[]
  /** The commands whose output it holds: those in `steps`, or those of the variable that it names. */
  readonly from?: readonly Step[]
  /** The word as written, where this is the value of a variable that the script has set. */
  readonly written?: Word
}

/** A string of a list as a word: it stands there letter for letter. */
export function wordAt(value: string, string: number): Word {
  return { value, string, start: 0, end: value.length, inner: 0, steps: [] }
}

/** Words as the script has them, variables unfilled. */
export function asWritten(words: readonly Word[]): readonly Word[] {
  return words.map((word) => word.written ?? word)
}

/** The name of a program without its directory and the endings that only say how it is run. */
export function baseName(path: string): string {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/(?:\.(?:exe|jar|phar|js|cjs|mjs|bat|cmd))$/, '')
    .replace(/-\d[\d.]*$/, '')
}
