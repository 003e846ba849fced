import type { Word } from './word.ts'

/** A program and its words, the variables set with it and what it reads. */
export interface Command {
  readonly kind: 'command'
  readonly words: readonly Word[]
  readonly assignments: readonly { readonly name: string; readonly value: Word }[]
  /** The text of a heredoc or here-string. */
  readonly input?: Word
  /** The file after `<`, and the one after `>`. */
  readonly file?: Word
  readonly output?: Word
}

/** A shell script cut down to what decides which commands run. */
export type Step =
  | Command
  | List
  | { readonly kind: 'chain'; readonly steps: readonly Step[]; readonly operators: readonly ('&&' | '||')[] }
  | { readonly kind: 'pipe'; readonly steps: readonly Step[]; readonly negated: boolean }
  | { readonly kind: 'if'; readonly test: Step; readonly body: Step; readonly otherwise: Step | undefined }
  | Loop
  | { readonly kind: 'routine'; readonly name: string; readonly body: Step }

/** Steps one after the other, or the branches of a `case`. */
export interface List {
  readonly kind: 'list'
  readonly steps: readonly Step[]
  /** Those of the steps that run in the background: `server &`. */
  readonly background?: readonly Step[]
  /** Only one of the steps runs. */
  readonly isCase?: true
}

/** A loop; without a test it is one that only its body can leave: `for ((;;))`. */
export interface Loop {
  readonly kind: 'loop'
  readonly test: Step | undefined
  readonly body: Step
  /** It runs as long as its test fails: `until`. */
  readonly isUntil?: true
}
