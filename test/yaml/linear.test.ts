import { describe, expect, it } from 'vitest'
import { Parser } from '../../src/yaml/parser.ts'
import { read } from '../../src/yaml/read-piece.ts'
import { Scanner } from '../../src/yaml/scanner.ts'

/** How often a reader looks at a character of a text, however it does. */
function looks(text: string): number {
  let count = 0
  const source = new Proxy(Object(text) as object, {
    get(target, name): unknown {
      const value = Reflect.get(target, name) as unknown
      if (typeof value !== 'function') {
        if (name !== 'length') count++
        return value
      }
      return (...parts: unknown[]) => {
        count += name === 'slice' ? Number(parts[1]) - Number(parts[0]) : 1
        return Reflect.apply(value, text, parts) as unknown
      }
    }
  })
  try {
    new Parser(new Scanner(source as unknown as string, 0, text.length)).parse()
  } catch {
    // A fault is an answer, too.
  }
  return count
}

const hostile: [name: string, text: (size: number) => string][] = [
  ['open brackets', (size) => '['.repeat(size)],
  ['open braces', (size) => '{'.repeat(size)],
  ['possible keys in brackets', (size) => '[a, '.repeat(size)],
  ['nested keys', (size) => '? '.repeat(size)],
  ['nested dashes', (size) => '- '.repeat(size)],
  ['a long plain text', (size) => `a: ${'b '.repeat(size)}`],
  ['a long key', (size) => `${'b '.repeat(size)}: c`],
  ['a plain text over many lines', (size) => `a:\n${'  b\n'.repeat(size)}`],
  ['a plain text over empty lines', (size) => `a: b${'\n'.repeat(size)}c`],
  ['a quote over many lines', (size) => `a: "${' b \n'.repeat(size)}`],
  ['quotes in quotes', (size) => `a: '${"''".repeat(size)}`],
  ['escapes', (size) => `a: "${'\\x41'.repeat(size)}"`],
  ['a block over empty lines', (size) => `a: |\n${'  \n'.repeat(size)}`],
  ['lines that end a block', (size) => 'a: |\n'.repeat(size)],
  ['commas', (size) => `[${','.repeat(size)}`],
  ['anchors', (size) => '&a '.repeat(size)],
  ['aliases', (size) => `- &a b\n${'- *a\n'.repeat(size)}`],
  ['comments', (size) => '# a\n'.repeat(size)],
  ['carriage returns', (size) => '\r'.repeat(size)],
  ['plain values that turn out not to be plain', (size) => `${'a: b c d e f g h #i\n'.repeat(size)}`],
  ['colons', (size) => ':'.repeat(size)],
  [
    'a deep staircase',
    (size) => Array.from({ length: size / 10 }, (_, n) => `${' '.repeat(n % 100)}a:\n`).join('')
  ]
]

describe('work', () => {
  it.each(hostile)('doubles with the text: %s', (_, text) => {
    const [small, large] = [text(2_000), text(8_000)]
    const share = large.length / small.length
    expect(looks(`${large}\n`)).toBeLessThan(looks(`${small}\n`) * share * 1.2 + 1000)
  })

  it.each(hostile)('ends, a megabyte of it: %s', (_, text) => {
    expect(read(text(((1_000_000 / text(1000).length) * 1000) | 0)).length).toBeGreaterThan(0)
  })

  it('ends with aliases that multiply', () => {
    const lines = ['a0: &a0 [x]']
    for (let n = 1; n < 60; n++) lines.push(`a${n}: &a${n} [${`*a${n - 1}, `.repeat(9)}]`)
    expect(read(lines.join('\n'))[0]?.fault?.code).toBe('ALIAS_BOMB')
  })

  it('ends with aliases that nest', () => {
    const lines = ['- &a0 x']
    for (let n = 1; n < 100; n++) lines.push(`- &a${n} ${'['.repeat(90)}*a${n - 1}${']'.repeat(90)}`)
    expect(read(lines.join('\n'))[0]?.fault?.code).toBe('TOO_DEEP')
  })
})
