/** A text to lint and the path it is reported under (relative to the working directory, with `/`). */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** The path of what comes through standard input and is given no name. */
export const standardInput = '<stdin>'
