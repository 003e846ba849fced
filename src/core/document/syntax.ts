import type { Range, SyntaxFault } from '../../yaml/index.ts'
import type { ManifestDocument } from './parse.ts'

/** A fault in the words of a person, at the place where it can be mended. */
export interface Explained extends Range {
  readonly message: string
}

/** What is wrong with a document that is not YAML, and what to write instead; undefined if nothing is. */
export function explainFault({ fault, file: { text }, range }: ManifestDocument): Explained | undefined {
  if (fault === undefined) return undefined
  const at = { start: fault.start, end: endOfWord(text, fault) }
  const line = lineAround(text, fault.start)
  const found = hints.find(
    (hint) =>
      hint.codes.includes(fault.code) &&
      (hint.when?.test(line.text) ?? true) &&
      (hint.says?.test(fault.message) ?? true)
  )
  if (found === undefined) return { ...at, message: `${fault.message.replace(/[.\s]*$/, '')}.` }
  return { ...(found.place?.(text, fault, range) ?? at), message: found.message }
}

interface Hint {
  readonly codes: readonly string[]
  /** What the line of the fault looks like. */
  readonly when?: RegExp
  /** What the parser says of it. */
  readonly says?: RegExp
  readonly message: string
  readonly place?: (text: string, fault: SyntaxFault, range: Range) => Range | undefined
}

const hints: readonly Hint[] = [
  {
    codes: ['TAB_AS_INDENT'],
    message: 'A tab is used as indentation; YAML allows only spaces there.'
  },
  {
    codes: ['UNEXPECTED_TOKEN', 'BAD_ALIAS'],
    when: /:\s*\*/,
    message: 'A value that begins with * is read as an alias; put quotes around it.',
    place: (text, fault) => valueOnLine(text, fault.start)
  },
  {
    codes: ['BAD_SCALAR_START'],
    message: 'A value cannot begin with this character; put quotes around the value.',
    place: (text, fault) => restOfLine(text, fault.start)
  },
  {
    codes: ['MISSING_CHAR'],
    says: /closing ["']/,
    message: 'This quote is never closed.',
    place: openQuote
  },
  {
    codes: ['UNEXPECTED_TOKEN'],
    when: /:\s*(?:"[^"]*"|'[^']*')\s*[^\s#,}\]]/,
    message:
      'The quoted value ends here, yet text follows it; put the quotes around all of it, or double the quote inside.',
    place: (text, fault) => restOfLine(text, fault.start)
  },
  {
    codes: ['BAD_INDENT'],
    says: /^Flow/,
    message:
      'A bracket or brace that is opened above is not closed where it should be; close it, indented more than its key.',
    place: (text, fault) => restOfLine(text, lineAround(text, fault.start).firstWord)
  },
  {
    codes: ['BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY'],
    when: /^[^:]*:\s[^"'#]*:(?:\s|$)/,
    message: 'A second ": " in a value without quotes; put quotes around the value.',
    place: (text, fault) => valueOnLine(text, fault.start)
  },
  {
    codes: ['BAD_INDENT', 'BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY', 'UNEXPECTED_TOKEN'],
    when: /^\s*(?:- )?\s*[\w."'/-]+\s*:/,
    message:
      'This line is indented to a column at which nothing above it begins; line it up with its neighbors.',
    place: (text, fault) => restOfLine(text, lineAround(text, fault.start).firstWord)
  },
  {
    codes: ['MISSING_CHAR'],
    says: /flow|expected|end with/i,
    message: 'A bracket or brace that is opened above is never closed.',
    place: (text, fault) => restOfLine(text, lineAround(text, fault.start).firstWord)
  },
  {
    codes: ['MISSING_CHAR'],
    message: 'This line is no "key: value" pair; a colon is missing, or its indentation is off.',
    place: (text, fault) => restOfLine(text, lineAround(text, fault.start).firstWord)
  }
]

function lineAround(text: string, offset: number): { start: number; firstWord: number; text: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = endOfLine(text, offset)
  const line = text.slice(start, end)
  return { start, firstWord: start + Math.max(0, line.search(/\S/)), text: line }
}

function endOfLine(text: string, offset: number): number {
  const rest = text.slice(offset, offset + 10_000).search(/[\r\n]/)
  return rest < 0 ? Math.min(text.length, offset + 10_000) : offset + rest
}

function endOfWord(text: string, { start, end }: Range): number {
  return Math.max(start, Math.min(Math.max(end, start + 1), endOfLine(text, start) || text.length))
}

function restOfLine(text: string, start: number): Range {
  const line = text.slice(start, endOfLine(text, start))
  return { start, end: start + line.trimEnd().length }
}

/** What follows the first colon on the line. */
function valueOnLine(text: string, offset: number): Range {
  const line = lineAround(text, offset)
  const colon = line.text.search(/:\s/)
  const value = line.text.slice(colon + 1)
  return restOfLine(text, line.start + colon + 1 + (value.length - value.trimStart().length))
}

/** The last quote that opens a value before the fault, where an unclosed string began. */
function openQuote(text: string, fault: SyntaxFault, range: Range): Range | undefined {
  const quote = fault.message.includes("'") ? "'" : '"'
  const before = text.slice(range.start, fault.start)
  const opening = [...before.matchAll(/(?:[:[{,-]\s*)(["'])/g)].filter((match) => match[1] === quote).at(-1)
  return opening && restOfLine(text, range.start + opening.index + opening[0].length - 1)
}
