/**
 * Where lines end: the line breaks of YAML 1.1, which is how Kubernetes reads a manifest. Besides LF, CR and CRLF these
 * are NEL (U+0085) and the line and paragraph separators (U+2028, U+2029).
 */
export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029
}

/** The characters that end lines, for a class in an expression that is put together: `[^${breaks}]*`. */
export const breaks = '\\n\\r\\u0085\\u2028\\u2029'

/** The offset at which the line of `offset` begins; a byte order mark does not belong to it. */
export function lineStart(text: string, offset: number): number {
  let start = offset
  // Between CR and LF there is no line.
  if (text.charCodeAt(start) === 10 && text.charCodeAt(start - 1) === 13) start--
  while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--
  return start === 0 && text.charCodeAt(0) === 0xfeff && offset > 0 ? 1 : start
}

/** The offset at which the line of `offset` ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  let end = offset
  while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++
  return end
}

/** The offset at which the line after that of `offset` begins; undefined where the text ends without a line break. */
export function nextLine(text: string, offset: number): number | undefined {
  const end = lineEnd(text, offset)
  return end === text.length ? undefined : end + breakLength(text, end)
}

/** The line break that a text uses at `offset`, or where its first line ends; LF in a text of one line. */
export function lineBreakAt(text: string, offset: number): string {
  const here = lineEnd(text, offset)
  const at = here < text.length ? here : lineEnd(text, 0)
  return at < text.length ? text.slice(at, at + breakLength(text, at)) : '\n'
}

/** The lines of a text without their line breaks. */
export function splitLines(text: string): string[] {
  return text.split(anyLineBreak)
}

/** Whether a text is longer than one line. */
export function hasLineBreak(text: string): boolean {
  return anyLineBreak.test(text)
}

const anyLineBreak = new RegExp(`\\r\\n|[${breaks}]`)

function breakLength(text: string, at: number): number {
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1
}
