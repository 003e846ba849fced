/** A text to lint and the path it is reported under (relative to the working directory, with `/`). */
export interface SourceFile {
  readonly path: string
  readonly text: string
  /** Set where the text was not written in UTF-8. */
  readonly encoding?: Encoding
}

/** How a text was made of bytes that are not UTF-8. */
export interface Encoding {
  readonly name: string
  /** Why Kubernetes does not read it as it was meant, and where that begins; absent where it does. */
  readonly fault?: { readonly message: string; readonly start: number }
}

/** The path of what comes through standard input and is given no name. */
export const standardInput = '<stdin>'
