/**
 * Text from a manifest made safe for terminals and CI logs: control, bidirectional and line-breaking characters
 * are spelled out as `\u001b`.
 */
export function printable(text: string): string {
  return text.replace(hidden, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A value as it appears in a message: quoted, printable, and cut where it is long. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  return `"${printable(text.length > 60 ? `${text.slice(0, 57)}...` : text)}"`
}

/** Alternatives as they appear in a sentence: "a, b or c". */
export function either(words: readonly string[]): string {
  return disjunction.format(words)
}

const disjunction = new Intl.ListFormat('en-GB', { type: 'disjunction' })

const hidden = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu
