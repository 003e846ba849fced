import type { Word } from './step.ts'

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
