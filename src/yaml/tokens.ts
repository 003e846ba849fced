import type { ScalarNode } from './tree.ts'

/** What the scanner makes of a text for the parser, as in libyaml. */
export interface Token {
  kind: number
  readonly start: number
  readonly end: number
  /** The text of a scalar, the name of an anchor or alias, a version. */
  readonly text: string
  readonly style: ScalarNode['style']
  readonly tag: TagValue | undefined
  /** How many brackets it stands in. */
  readonly level: number
  /** Whether the parser has gone past it. */
  isTaken: boolean
}

/** The value of a tag token or a `%TAG` directive: `!!str` is the handle `!!` and the suffix `str`. */
export interface TagValue {
  readonly handle: string
  readonly suffix: string
}

/**
 * The kinds of tokens. A scalar, alias, tag, anchor or bracket may turn out to be a key only when `:` follows it; so a
 * token is queued before it, which becomes one of the first four.
 */
export const NO_KEY = 0
export const MAYBE_KEY = 1
export const KEY = 2
/** A key that also opens its mapping: a block mapping start and a key in one. */
export const FIRST_KEY = 3
export const VALUE = 4
export const BLOCK_ENTRY = 5
export const BLOCK_SEQUENCE_START = 6
export const BLOCK_MAPPING_START = 7
export const BLOCK_END = 8
export const FLOW_SEQUENCE_START = 9
export const FLOW_MAPPING_START = 10
export const FLOW_SEQUENCE_END = 11
export const FLOW_MAPPING_END = 12
export const FLOW_ENTRY = 13
export const SCALAR = 14
export const ALIAS = 15
export const ANCHOR = 16
export const TAG = 17
export const VERSION_DIRECTIVE = 18
export const TAG_DIRECTIVE = 19
export const DOCUMENT_START = 20
export const DOCUMENT_END = 21
export const STREAM_END = 22
