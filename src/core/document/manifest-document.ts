import type { Fault, Json, Node, Range, Recover, SourceFile } from '../../yaml/index.ts'
import type { OwnPlaceholders } from './placeholder.ts'

/** One YAML document of a file: its tree as written and its value as the API server would see it. */
export interface ManifestDocument {
  readonly file: SourceFile
  /** Place among the file's documents that are not empty, from 0. */
  readonly index: number
  /** The stretch of the file that the document takes, without its `---` line. */
  readonly range: Range
  /** Absent where the document is not YAML, is a template, or cannot hold a kind we look at. */
  readonly tree?: Node
  readonly value?: Json
  /** Why Kubernetes cannot read this document; at most one, since the rest would be its consequences. */
  readonly fault?: Fault
  /** What kubectl drops in silence: all that follows the end of the document, mostly behind `...`. */
  readonly dropped?: Range
  /** Starts and ends of the comments, in order, as far as the document was read. */
  readonly comments?: readonly number[]
  /** Whether it is of another kind than ours, and kubectl stops at it before it comes to one of ours. */
  readonly isForeign?: true
  /** The placeholders with which it was read, and what the config's own mean. */
  readonly placeholders?: readonly string[]
  readonly ownPlaceholders?: OwnPlaceholders
  /** Whether it was read as JSON, whose strings and numbers have other rules. */
  readonly isJson?: true
  /** Whether the document is a template that has to be rendered before it is YAML. */
  readonly isTemplate?: true
}

export interface ParseOptions {
  /** Whether a document of such a text is read; by default one that may hold our kinds, such as Job. */
  readonly wanted?: (text: string) => boolean
  /** Makes a tree of what it can make out of a document with a fault, as an editor needs it. */
  readonly recover?: Recover | undefined
  /**
   * Given where values may be filled in later, so that a text need not be YAML before: a config's own patterns, in which
   * `*` stands for any characters. Absent where every text counts as it stands.
   */
  readonly placeholders?: readonly string[]
}
