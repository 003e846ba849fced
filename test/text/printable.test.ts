import { describe, expect, test } from 'vitest'
import { cut, printable, printableJson } from '../../src/text/printable.ts'

// biome-ignore format: a table, one kind of character a line
const hidden: readonly [what: string, text: string, shown: string][] = [
  ['a control character', '\u0000\u001B[2J\u007F', '\\u0000\\u001b[2J\\u007f'],
  ['a line break or tab', 'a\r\n\tb', 'a\\u000d\\u000a\\u0009b'],
  ['a C1 control', '\u0085\u009B31m', '\\u0085\\u009b31m'],
  ['a bidirectional control', 'a\u202Eb\u2066c\u061C', 'a\\u202eb\\u2066c\\u061c'],
  ['a zero-width space', 'shop\u200Bdb', 'shop\\u200bdb'],
  ['a joiner', 'a\u200Db\u200Cc\u2060d', 'a\\u200db\\u200cc\\u2060d'],
  ['an invisible operator', '\u2062', '\\u2062'],
  ['a soft hyphen', 'ba\u00ADtch', 'ba\\u00adtch'],
  ['half a character', 'a\ud83db', 'a\\ud83db'],
  ['a byte order mark', '\uFEFFx', '\\ufeffx'],
  ['a filler that looks like nothing', '\u3164\u115F\u2800', '\\u3164\\u115f\\u2800'],
  ['tags, in which a text can hide', 'ok\u{E0001}\u{E0068}\u{E0069}', 'ok\\u{e0001}\\u{e0068}\\u{e0069}'],
  ['a variation selector behind a letter', 'job\uFE0F\u{E0100}', 'job\\ufe0f\\u{e0100}']
]

describe('shown as an escape, and read back from JSON', () => {
  test.each(hidden)('%s', (_, text, shown) => {
    expect(printable(text)).toBe(shown)
    expect(printable(shown)).toBe(shown)
    const json = printableJson(JSON.stringify(text))
    expect(json).toMatch(/^[ -~]+$/)
    expect(JSON.parse(json)).toBe(text)
  })
})

test.each(['größe 🚀 ⚠️ naïve', 'データ', 'a b'])('%s stays', (text) => {
  expect(printable(text)).toBe(text)
  expect(printableJson(text)).toBe(text)
})

test.each([
  ['short', 5, 'short'],
  ['longer', 5, 'long…'],
  ['abc🚀de', 5, 'abc…'],
  ['ab🚀cde', 5, 'ab🚀…']
])('%s in %i', (text, most, shown) => {
  expect(cut(text, most)).toBe(shown)
})
