/** Where and how kubectl stopped reading a text: what of a reader's fault an explanation needs. */
export interface Stopped {
  /** kubectl's words, such as `error converting YAML to JSON: yaml: line 5: did not find expected key`. */
  readonly kubectl: string
  /** UTF-16 offset in the whole text. */
  readonly start: number
  /** Where the quote, bracket, key or collection begins that was being read. */
  readonly opened?: number
}

/** One slip in the words of a person, at the characters that cause it. */
export interface Explained {
  readonly message: string
  readonly start: number
  readonly end: number
  /** Which slip it is, such as `missing-space`; stable, for tests and statistics. */
  readonly code: string
  /** Edits that would correct it, to be made together and only where the text can be read afterwards. */
  readonly fix?: SlipFix
}

export interface SlipFix {
  readonly title: string
  readonly edits: readonly SlipEdit[]
}

/** Replaces a stretch of the whole text. */
export interface SlipEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A line of the document and what it looks like, seen alone. Columns count UTF-16 units from 0. */
export interface Line {
  readonly index: number
  /** Its number in the whole text, from 1. */
  readonly number: number
  /** Offset of its first character in the whole text. */
  readonly start: number
  /** Without its line end. */
  readonly text: string
  /** How many spaces it begins with. */
  readonly indent: number
  readonly kind: 'blank' | 'comment' | 'code'
  /** The columns of the dashes that begin list items. */
  readonly dashes: readonly number[]
  /** The column of what follows the dashes. */
  readonly body: number
  /** The key as written, with its quotes; absent where the line has none. */
  readonly key?: string
  /** The column of the key's colon, or -1. */
  readonly colon: number
  /** The column of the value, the end of the line if there is none; the same as `body` where no key stands. */
  readonly value: number
}

/** The lines of a document, and which of them are only text inside a value that begins above them. */
export interface Lines {
  readonly all: readonly Line[]
  /** What a line is inside of: the line where that value begins; undefined for structure. */
  readonly inside: readonly (Opening | undefined)[]
  /** Values that begin on a line and are broken there. */
  readonly broken: ReadonlyMap<number, Explained>
}

export interface Opening {
  readonly line: Line
  readonly as: 'block' | 'quote' | 'flow' | 'plain'
}

/** What a value that begins on a line turns out to be: how far it goes, and what is wrong with it. */
export interface Extent {
  readonly as: Opening['as']
  /** The index of its last line. */
  readonly last: number
  /** The line that is wrong, and what is wrong with it. */
  readonly broken?: Broken
}

/** A line that is wrong, and what is wrong with it. */
export type Broken = readonly [Line, Explained]
