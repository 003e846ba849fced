import type { Finding, LintResult, Place } from '../core/rule/index.ts'
import { printable } from '../text/index.ts'
import { titled } from './logical-place.ts'

/**
 * Each finding as a result of its own, ready for a terminal: the object comes before the message and evidence after it,
 * the text keeps only the lines that a code frame shows, and nothing in it can steer the terminal.
 */
export function framed({ file, text, findings, ...counts }: LintResult, color: boolean): LintResult[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  return findings.map((finding) => ({
    ...counts,
    file: printable(file),
    text: frame(lines, finding, color),
    findings: [shown(finding)],
    crashes: []
  }))
}

/** A fix has offsets into the whole text, of which only some lines are here. */
function shown({ fix: _, ...finding }: Finding): Finding {
  return { ...finding, message: withEvidence(finding) }
}

function withEvidence(finding: Finding): string {
  const evidence = finding.related.map((place) => `Line ${place.start.line}: ${place.message}`)
  return [titled(finding), ...evidence].map(printable).join('\n     ')
}

/** Empty lines keep the numbers right; a frame shows two lines before the finding and three after. */
function frame(
  lines: readonly string[],
  { start, end }: Pick<Place, 'start' | 'end'>,
  color: boolean
): string {
  const first = Math.max(0, start.line - 3)
  const shown = lines.slice(first, start.line + 3).map((line, index) => {
    if (first + index + 1 !== start.line) return visible(cut(line))
    const until = end.line === start.line ? end.column : line.length + 1
    return marked(line, { from: start.column - 1, until: until - 1 }, color)
  })
  // An empty text would make the formatter read the file, and standard input has none.
  return '\n'.repeat(first) + shown.join('\n') || ' '
}

/** In minified JSON a line is a whole file: what leads to the finding is kept, the rest is not worth printing. */
function marked(line: string, { from, until }: { from: number; until: number }, color: boolean): string {
  if (from > width) return `…${visible(line.slice(from - width / 2, from))}`
  const shown = cut(line)
  const words = visible(shown.slice(from, until))
  const highlighted = color && words ? `\u001B[31m${words}\u001B[39m` : words
  return visible(shown.slice(0, from)) + highlighted + visible(shown.slice(until))
}

const width = 160

function cut(line: string): string {
  return line.length > width ? `${line.slice(0, width)}…` : line
}

/** Same length, so that columns hold: ␛ for an escape, � for what has no picture. */
function visible(text: string): string {
  return text.replace(/[^ -~]/gu, (character) => {
    if (character === '\t' || printable(character) === character) return character
    const code = character.charCodeAt(0)
    if (code === 0x7f) return '␡'
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '�'.repeat(character.length)
  })
}
