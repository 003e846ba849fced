/**
 * Text from a manifest made safe for terminals and CI logs: control, bidirectional, line-breaking and invisible
 * characters are spelled out, as `\u001b` or, where four digits do not suffice, `\u{e0041}`.
 */
export function printable(text: string): string {
  return text.replace(hidden, (character) => {
    const digits = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits}`
  })
}

/** The same for text that is JSON, whose escapes have four digits: it reads back as it was. */
export function printableJson(json: string): string {
  return json.replace(hidden, (character) =>
    character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  )
}

/** A text of at most so many UTF-16 units; what was cut ends in an ellipsis, and never inside a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const end = most - 1
  const isSplit = /[\ud800-\udbff]/.test(text.charAt(end - 1))
  return `${text.slice(0, isSplit ? end - 1 : end)}…`
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

/** All that has no picture of its own, halves of a character too; the selector that makes an emoji colorful changes only how it looks. */
const hidden =
  /(?!(?<=\p{Extended_Pictographic})\ufe0f)[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800\ufff9-\ufffb]/gu
