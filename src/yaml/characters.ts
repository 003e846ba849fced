/** The characters that YAML gives a meaning, and the classes that its grammar speaks of. */
export const TAB = 9
export const LF = 10
export const CR = 13
export const SPACE = 32
export const EXCLAMATION = 33
export const DOUBLE_QUOTE = 34
export const HASH = 35
export const PERCENT = 37
export const AMPERSAND = 38
export const SINGLE_QUOTE = 39
export const ASTERISK = 42
export const PLUS = 43
export const COMMA = 44
export const DASH = 45
export const DOT = 46
export const COLON = 58
export const LESS = 60
export const GREATER = 62
export const QUESTION = 63
export const AT = 64
export const LEFT_BRACKET = 91
export const BACKSLASH = 92
export const RIGHT_BRACKET = 93
export const BACKTICK = 96
export const LEFT_BRACE = 123
export const PIPE = 124
export const RIGHT_BRACE = 125
export const BYTE_ORDER_MARK = 0xfeff

/** What go-yaml refuses wherever it stands, comments and quotes included. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there.
export const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/

/** Whether a character ends a line in YAML 1.1. */
export function isBreak(code: number): boolean {
  return code < 0x85 ? code === LF || code === CR : code === 0x85 || code === 0x2028 || code === 0x2029
}

/** Space or tab. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB
}

/** Digit, letter, `_` or `-`: what the names of anchors, handles and directives are made of. */
export function isWord(code: number): boolean {
  return (
    isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === DASH
  )
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** The value of a hexadecimal digit, -1 for anything else. */
export function hexValue(code: number): number {
  if (isDigit(code)) return code - 48
  if (code >= 65 && code <= 70) return code - 55
  return code >= 97 && code <= 102 ? code - 87 : -1
}

/**
 * How many characters the line break at an offset takes, 0 where none stands there. kubectl drops one CR before a LF
 * when it cuts a text into lines, and go-yaml then takes CR LF as one break; so CR CR LF is one break, too.
 */
export function breakLength(source: string, at: number): number {
  const code = source.charCodeAt(at)
  if (code === LF) return 1
  if (code !== CR) return code >= 0x85 && isBreak(code) ? 1 : 0
  const next = source.charCodeAt(at + 1)
  if (next === LF) return 2
  return next === CR && source.charCodeAt(at + 2) === LF ? 3 : 1
}

/** The character that a line break stands for in a value: LF but for U+2028 and U+2029, which stay as they are. */
export function breakText(source: string, at: number): string {
  const code = source.charCodeAt(at)
  return code === 0x2028 ? '\u2028' : code === 0x2029 ? '\u2029' : '\n'
}

/** How many bytes a stretch of text takes in UTF-8. */
export function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3
    if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      bytes++
      at++
    }
  }
  return bytes
}
