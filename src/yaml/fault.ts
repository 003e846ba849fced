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
  | 'EXPECTED_COMMA'
  | 'EXPECTED_DASH'
  | 'EXPECTED_KEY'
  | 'EXPECTED_VALUE'
  | 'JSON_SYNTAX'
  | 'JSON_UNFINISHED'
  | 'KEY_NOT_ALLOWED'
  | 'MISSING_COLON'
  | 'MISSING_SEPARATOR'
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
  /** In plain words. */
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

interface Place {
  readonly source: string
  /** Where the piece begins: go-yaml counts lines from there. */
  readonly from: number
  readonly at: number
  readonly opened?: number | undefined
}

/** A fault of the scanner (`did` is `scan`) or the parser; go-yaml's line is off by one between the two. */
export function syntaxFault(
  problem: Problem,
  did: 'scan' | 'parse',
  { source, from, at, opened }: Place
): Fault {
  const isDirective = opened !== undefined && source[opened] === '%'
  const [code, message] = isDirective ? (['DIRECTIVE', directiveMessage] as const) : problems[problem]
  const line = linesBefore(source, from, at)
  const where = line === 0 ? '' : `line ${did === 'scan' ? line + 1 : line}: `
  return {
    code,
    message,
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

export type Problem = keyof typeof problems

const tabMessage = 'A tab stands where only spaces may indent a line.'
const escapeMessage =
  'This is not an escape that double quotes know; write a backslash as "\\\\", or use single quotes.'
const tagMessage =
  'A word that begins with "!" is read as a tag, and this is no valid one; put quotes around it.'
const headerMessage = 'Only +, -, a digit from 1 to 9 and a comment may follow "|" or ">" on its line.'
const directiveMessage =
  'A line that begins with "%" is read as a directive, and kubectl cannot use this one.'
const bracketMessage = 'A comma or a closing bracket is missing before this.'
const depthMessage = 'Nested too deep; no Kubernetes object is.'

/** go-yaml's words for what the grammar does not allow, with our code and words for each. */
const problems = {
  "could not find expected ':'": [
    'MISSING_COLON',
    'A colon is missing: this line is neither "key: value" nor part of a value.'
  ],
  'mapping values are not allowed in this context': [
    'SECOND_COLON',
    'A ": " is not allowed here; put quotes around the value, or check the indentation.'
  ],
  'block sequence entries are not allowed in this context': [
    'DASH_NOT_ALLOWED',
    'A list item cannot begin here; begin it on a line of its own, or put quotes around the value.'
  ],
  'mapping keys are not allowed in this context': [
    'KEY_NOT_ALLOWED',
    'A "? " cannot stand here; put quotes around the value.'
  ],
  'did not find expected key': [
    'EXPECTED_KEY',
    'This fits nothing above it; check the indentation, and quotes that end too early.'
  ],
  "did not find expected '-' indicator": [
    'EXPECTED_DASH',
    'A list is open above, and this is no "- " item of it; check the indentation.'
  ],
  'did not find expected node content': ['EXPECTED_VALUE', 'A value is expected here.'],
  "did not find expected ',' or ']'": ['EXPECTED_COMMA', bracketMessage],
  "did not find expected ',' or '}'": ['EXPECTED_COMMA', bracketMessage],
  'found character that cannot start any token': [
    'BAD_START',
    'A value cannot begin with this character; put quotes around the value.'
  ],
  'found a tab character that violates indentation': ['TAB', tabMessage],
  'found a tab character where an indentation space is expected': ['TAB', tabMessage],
  'found unexpected end of stream': ['UNCLOSED_QUOTE', 'This quote is never closed.'],
  'found unexpected document indicator': [
    'UNCLOSED_QUOTE',
    'This quote is not closed before the document ends.'
  ],
  'found unknown escape character': ['BAD_ESCAPE', escapeMessage],
  'did not find expected hexdecimal number': ['BAD_ESCAPE', escapeMessage],
  'found invalid Unicode character escape code': [
    'BAD_ESCAPE',
    'This escape stands for no character; YAML knows no surrogate pairs, write the character itself.'
  ],
  'did not find expected alphabetic or numeric character': [
    'ANCHOR_NAME',
    'A value that begins with * or & is read as an alias or an anchor; put quotes around it.'
  ],
  'did not find expected tag URI': ['BAD_TAG', tagMessage],
  'did not find expected whitespace or line break': ['BAD_TAG', tagMessage],
  "did not find expected '!'": ['BAD_TAG', tagMessage],
  "did not find the expected '>'": ['BAD_TAG', tagMessage],
  'did not find URI escaped octet': ['BAD_TAG', tagMessage],
  'found an incorrect leading UTF-8 octet': ['BAD_TAG', tagMessage],
  'found an incorrect trailing UTF-8 octet': ['BAD_TAG', tagMessage],
  'found undefined tag handle': ['BAD_TAG', tagMessage],
  'found an indentation indicator equal to 0': ['BLOCK_HEADER', headerMessage],
  'did not find expected comment or line break': ['BLOCK_HEADER', headerMessage],
  'could not find expected directive name': ['DIRECTIVE', directiveMessage],
  'found unexpected non-alphabetical character': ['DIRECTIVE', directiveMessage],
  'found unknown directive name': ['DIRECTIVE', directiveMessage],
  "did not find expected digit or '.' character": ['DIRECTIVE', directiveMessage],
  'found extremely long version number': ['DIRECTIVE', directiveMessage],
  'did not find expected version number': ['DIRECTIVE', directiveMessage],
  'did not find expected whitespace': ['DIRECTIVE', directiveMessage],
  'found duplicate %YAML directive': ['DIRECTIVE', directiveMessage],
  'found duplicate %TAG directive': ['DIRECTIVE', directiveMessage],
  'found incompatible YAML document': ['DIRECTIVE', 'kubectl reads YAML 1.1 only; remove this line.'],
  'did not find expected <document start>': [
    'DIRECTIVE',
    'kubectl cannot use a directive before "---"; remove this line.'
  ],
  'exceeded max depth of 10000': ['TOO_DEEP', depthMessage]
} as const satisfies Record<string, readonly [FaultCode, string]>

/** Nesting that kubectl may still read and we do not. */
export function depthFault(at: number): Fault {
  return { code: 'TOO_DEEP', message: depthMessage, start: at, end: at + 1 }
}
