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
  /** The command as written, where the reader has taken `sudo`, `timeout` and their like off `words`. */
  readonly whole?: readonly Word[]
  /** What was taken off, outermost first: each from its own name on. */
  readonly through?: readonly (readonly Word[])[]
  /** The function of the script that it calls. */
  readonly call?: Routine
}

/** A shell script cut down to what decides which commands run. */
export type Step =
  | Command
  | List
  | Chain
  | { readonly kind: 'pipe'; readonly steps: readonly Step[]; readonly negated: boolean }
  | { readonly kind: 'if'; readonly test: Step; readonly body: Step; readonly otherwise: Step | undefined }
  | Loop
  | Routine
  | Script

/** Steps joined by `&&` and `||`, which bind alike and from the left. */
export interface Chain {
  readonly kind: 'chain'
  readonly steps: readonly Step[]
  readonly operators: readonly ('&&' | '||')[]
}

/** A function of the script. */
export interface Routine {
  readonly kind: 'routine'
  readonly name: string
  readonly body: Step
}

/** A script that a command hands to a shell: `sh -c "…"`, `su -c "…"`, `sh <<E`, `eval "…"`. Made by the reader only. */
export interface Script {
  readonly kind: 'script'
  readonly body: Step
  /** The command that starts it, as written. */
  readonly whole: readonly Word[]
  /** What stands before the shell, the shell last: each from its own name on. */
  readonly through: readonly (readonly Word[])[]
  /** It ends at the first command that fails: `sh -e`. */
  readonly isErrexit: boolean
  /** A pipe fails where any of its commands does: `bash -o pipefail`. */
  readonly isPipefail: boolean
  /** It runs in the shell around it, which its `exit` ends and whose functions it has: `eval`. */
  readonly isSame: boolean
  /** A template engine has yet to put it together. */
  readonly isTemplate: boolean
}

/** Steps one after the other, or the branches of a `case`. */
export interface List {
  readonly kind: 'list'
  readonly steps: readonly Step[]
  /** Those of the steps that run in the background: `server &`. */
  readonly background?: readonly Step[]
  /** Only one of the steps runs. */
  readonly isCase?: true
  /** The word that decides which. */
  readonly subject?: Word
}

/** A loop; without a test it is one that only its body can leave: `for ((;;))`. */
export interface Loop {
  readonly kind: 'loop'
  readonly test: Step | undefined
  readonly body: Step
  readonly keyword: 'for' | 'while' | 'until' | 'select'
}
