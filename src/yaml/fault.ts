import { breakLength } from './characters.ts'
import type { Range } from './positions.ts'
import type { SlipFix } from './slips/slip.ts'

/** Why Kubernetes cannot read a piece of text: one code for each cause. */
export type FaultCode =
  | 'ALIAS_BOMB'
  | 'ALIAS_LOOP'
  | 'ANCHOR_NAME'
  | 'BAD_BASE64'
  | 'BAD_ESCAPE'
  | 'BAD_KEY'
  | 'BAD_MERGE'
  | 'BAD_SEPARATOR'
  | 'BAD_START'
  | 'BAD_TAG'
  | 'BLOCK_HEADER'
  | 'CONTROL_CHARACTER'
  | 'DASH_NOT_ALLOWED'
  | 'DIRECTIVE'
  | 'ENCODING'
  | 'EXPECTED_COMMA'
  | 'EXPECTED_DASH'
  | 'EXPECTED_KEY'
  | 'EXPECTED_VALUE'
  | 'JSON_SYNTAX'
  | 'JSON_UNFINISHED'
  | 'KEY_NOT_ALLOWED'
  | 'LIST'
  | 'MISSING_COLON'
  | 'MISSING_SEPARATOR'
  | 'WORDS_BEFORE'
  | 'NOT_JSON'
  | 'SECOND_COLON'
  | 'TAB'
  | 'TAG_MISMATCH'
  | 'TOO_DEEP'
  | 'UNCLOSED_BRACKET'
  | 'UNCLOSED_QUOTE'
  | 'UNKNOWN_ANCHOR'

/** The first thing that Kubernetes stumbles over; what would follow are mostly its consequences. */
export interface Fault extends Range {
  readonly code: FaultCode
  /** kubectl's words without what leads to them, or ours where kubectl has none; `explain` says it plainly. */
  readonly message: string
  /** In kubectl's own words; absent for the one fault that is ours alone, nesting that kubectl still reads. */
  readonly kubectl?: string
  /** Where the quote, bracket, key, block or tag begins that the fault is about. */
  readonly opened?: number
  /** Edits that would correct it, where one way to do so is plain. */
  readonly fix?: SlipFix
  /** What a reading as YAML stumbles over, where the fault is that of the reading as JSON before it. */
  readonly asYaml?: Fault
}

/** Carries a fault out of the reader. */
export class Unreadable extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

/** A fault of what is YAML and cannot become JSON, in kubectl's words. */
export function jsonFault(code: FaultCode, words: string, { start, end }: Range): Fault {
  const kubectl = `error converting YAML to JSON: ${words}`
  return { code, message: words, kubectl, start, end: Math.max(end, start + 1) }
}

interface FaultPlace {
  readonly source: string
  /** Where the piece begins: go-yaml counts lines from there. */
  readonly from: number
  readonly at: number
  readonly opened?: number | undefined
}

/** A fault of the scanner (`did` is `scan`) or the parser; go-yaml's line is off by one between the two. */
export function syntaxFault(
  problem: KubectlWords,
  did: 'scan' | 'parse',
  { source, from, at, opened }: FaultPlace
): Fault {
  const isDirective = opened !== undefined && source[opened] === '%'
  const code = isDirective ? 'DIRECTIVE' : problems[problem]
  const line = linesBefore(source, from, at)
  const where = line === 0 ? '' : `line ${did === 'scan' ? line + 1 : line}: `
  return {
    code,
    message: problem,
    kubectl: `error converting YAML to JSON: yaml: ${where}${problem}`,
    start: at,
    end: at + 1,
    ...(opened !== undefined && { opened })
  }
}

function linesBefore(source: string, from: number, to: number): number {
  let lines = 0
  for (let at = from; at < to; ) {
    const length = breakLength(source, at)
    if (length > 0) lines++
    at += length || 1
  }
  return lines
}

export type KubectlWords = keyof typeof problems

/** go-yaml's words for what the grammar does not allow, with our code for each. */
const problems = {
  "could not find expected ':'": 'MISSING_COLON',
  'mapping values are not allowed in this context': 'SECOND_COLON',
  'block sequence entries are not allowed in this context': 'DASH_NOT_ALLOWED',
  'mapping keys are not allowed in this context': 'KEY_NOT_ALLOWED',
  'did not find expected key': 'EXPECTED_KEY',
  "did not find expected '-' indicator": 'EXPECTED_DASH',
  'did not find expected node content': 'EXPECTED_VALUE',
  "did not find expected ',' or ']'": 'EXPECTED_COMMA',
  "did not find expected ',' or '}'": 'EXPECTED_COMMA',
  'found character that cannot start any token': 'BAD_START',
  'found a tab character that violates indentation': 'TAB',
  'found a tab character where an indentation space is expected': 'TAB',
  'found unexpected end of stream': 'UNCLOSED_QUOTE',
  'found unexpected document indicator': 'UNCLOSED_QUOTE',
  'found unknown escape character': 'BAD_ESCAPE',
  'did not find expected hexdecimal number': 'BAD_ESCAPE',
  'found invalid Unicode character escape code': 'BAD_ESCAPE',
  'did not find expected alphabetic or numeric character': 'ANCHOR_NAME',
  'did not find expected tag URI': 'BAD_TAG',
  'did not find expected whitespace or line break': 'BAD_TAG',
  "did not find expected '!'": 'BAD_TAG',
  "did not find the expected '>'": 'BAD_TAG',
  'did not find URI escaped octet': 'BAD_TAG',
  'found an incorrect leading UTF-8 octet': 'BAD_TAG',
  'found an incorrect trailing UTF-8 octet': 'BAD_TAG',
  'found undefined tag handle': 'BAD_TAG',
  'found an indentation indicator equal to 0': 'BLOCK_HEADER',
  'did not find expected comment or line break': 'BLOCK_HEADER',
  'could not find expected directive name': 'DIRECTIVE',
  'found unexpected non-alphabetical character': 'DIRECTIVE',
  'found unknown directive name': 'DIRECTIVE',
  "did not find expected digit or '.' character": 'DIRECTIVE',
  'found extremely long version number': 'DIRECTIVE',
  'did not find expected version number': 'DIRECTIVE',
  'did not find expected whitespace': 'DIRECTIVE',
  'found duplicate %YAML directive': 'DIRECTIVE',
  'found duplicate %TAG directive': 'DIRECTIVE',
  'found incompatible YAML document': 'DIRECTIVE',
  'did not find expected <document start>': 'DIRECTIVE',
  'exceeded max depth of 10000': 'TOO_DEEP'
} as const satisfies Record<string, FaultCode>

/** Nesting that kubectl may still read and we do not. */
export function depthFault(at: number): Fault {
  return { code: 'TOO_DEEP', message: 'Nested too deep; no Kubernetes object is.', start: at, end: at + 1 }
}
