import { describe, expect, it } from 'vitest'
import { leaves, positionsOf, readPiece, shifted } from '../../src/yaml/index.ts'
import { read } from '../../src/yaml/read-piece.ts'

describe('faults', () => {
  const cases: [name: string, text: string, code: string, at: string, opened?: string][] = [
    ['a quote that is never closed', 'a: "b\nc: d\n', 'UNCLOSED_QUOTE', '', '"b'],
    ['a bracket that is never closed', 'a: [b,\n  c\n', 'UNCLOSED_BRACKET', '', '[b'],
    ['a brace that is never closed', 'a: {b: c,\n', 'UNCLOSED_BRACKET', '', '{b'],
    ['a missing comma', 'a: ["b" c]\n', 'EXPECTED_COMMA', 'c]', '["b"'],
    ['a missing colon', 'a: 1\nb\nc: 2\n', 'MISSING_COLON', 'c: 2', 'b\n'],
    ['a second colon', 'a: b: c\n', 'SECOND_COLON', ': c'],
    ['a line one too deep', 'a: 1\n  b: 2\n', 'SECOND_COLON', ': 2'],
    ['a key where an item should be', 'a:\n  - b\n  c: d\n', 'EXPECTED_DASH', 'c: d', '- b'],
    ['a text behind a quote', 'a: "b" c\n', 'EXPECTED_KEY', 'c\n', 'a: '],
    ['a tab as indentation', 'a:\n\tb: c\n', 'BAD_START', '\tb'],
    ['a tab inside a plain text', 'a:\n  b: c\n \td\n', 'TAB', '\td', 'c\n'],
    ['an unknown escape', 'a: "\\d"\n', 'BAD_ESCAPE', '\\d', '"\\d'],
    ['an unknown anchor', 'a: *b\n', 'UNKNOWN_ANCHOR', '*b'],
    ['a glob that looks like an alias', 'a: *.log\n', 'ANCHOR_NAME', '.log', '*.log'],
    ['a reserved character', 'a: @b\n', 'BAD_START', '@b'],
    ['a percent sign', 'a: b\n%c: d\n', 'DIRECTIVE', ': d', '%c'],
    ['a control character in a comment', 'a: b # \x07\n', 'CONTROL_CHARACTER', '\x07'],
    ['text behind a block indicator', 'a: | b\n', 'BLOCK_HEADER', 'b\n', '| b'],
    ['a number that JSON lacks', 'a: [1, .nan]\n', 'NOT_JSON', '.nan'],
    ['a tag that its text belies', 'a: !!int b\n', 'TAG_MISMATCH', 'b'],
    ['a list as key', '? [a]\n: b\n', 'BAD_KEY', '[a]'],
    ['a merge of a text', '<<: a\n', 'BAD_MERGE', 'a'],
    ['an anchor inside itself', 'a: &b [*b]\n', 'ALIAS_LOOP', '*b'],
    ['JSON with a comment', '{"a": 1, // b\n "c": 2}\n', 'JSON_SYNTAX', '// b', '{'],
    ['JSON with a number beyond all bounds', '{"a": 1e400}', 'NOT_JSON', '1e400'],
    ['JSON that stops', '{"a": [1,', 'JSON_UNFINISHED', '', '{']
  ]
  it.each(cases)('%s', (_, text, code, at, opened) => {
    const [piece] = read(text)
    expect(piece?.fault).toMatchObject({ code })
    const { start, opened: from } = piece?.fault ?? { start: -1 }
    expect(text.slice(start).startsWith(at)).toBe(true)
    if (at === '') expect(start).toBe(text.length)
    if (opened === undefined) expect(from).toBeUndefined()
    else expect(text.slice(from).startsWith(opened)).toBe(true)
  })

  it('is ours alone where nesting is deeper than any walk should go', () => {
    const fault = read('['.repeat(1001) + ']'.repeat(1001))[0]?.fault
    expect(fault).toMatchObject({ code: 'TOO_DEEP', start: 1000 })
    expect(fault?.kubectl).toBeUndefined()
    expect(read('['.repeat(1000) + ']'.repeat(1000))[0]?.fault).toBeUndefined()
  })
})

describe('pieces', () => {
  it('are what stands between lines that begin with three dashes', () => {
    const text = '# first\n---\na: 1\n--- # two\nb: "x\n---\ny"\n'
    expect(
      read(text).map(({ piece, value, fault }) => [text.slice(piece.start, piece.end), value, fault?.code])
    ).toEqual([
      ['# first\n', null, undefined],
      ['a: 1\n', { a: 1 }, undefined],
      ['b: "x\n', undefined, 'UNCLOSED_QUOTE'],
      ['y"\n', 'y"', undefined]
    ])
  })

  it('say what is wrong with the separator behind them', () => {
    const [first, second] = read('a: 1\n---b\nc: 2\n')
    expect(first?.piece.separator).toMatchObject({ code: 'BAD_SEPARATOR', start: 5, end: 9 })
    expect(second?.value).toEqual({ c: 2 })
  })

  it('are single objects in JSON', () => {
    expect(read('{"a":1}\n{"b":2} {"c":3}').map(({ value }) => value)).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }])
  })

  it('are YAML again where JSON fails', () => {
    expect(read('{"a": 1}\n---\nb: 2\n').map(({ value }) => value)).toEqual([{ a: 1 }, { b: 2 }])
    expect(read('{a: 1}\n')[0]?.value).toEqual({ a: 1 })
    expect(read('{a: 1\n')[0]?.fault).toMatchObject({
      code: 'JSON_SYNTAX',
      asYaml: { code: 'UNCLOSED_BRACKET' }
    })
  })

  it('report what kubectl drops in silence', () => {
    const rests = ['a: 1\n...\nb: 2\n', 'a: 1\n...\n# only a comment\n', '[a]\nb: 2\n'].map((text) => {
      const rest = read(text)[0]?.rest
      return rest && text.slice(rest.start, rest.end)
    })
    expect(rests).toEqual(['b: 2\n', undefined, 'b: 2\n'])
  })

  it('name every comment and nothing else', () => {
    const text = '# a\nb: "# no" # c\nd: | # e\n  # no\nf: g#no\n#h'
    const { comments } = readPiece(text, { start: 0, end: text.length })
    const found: string[] = []
    for (let at = 0; at < comments.length; at += 2) found.push(text.slice(comments[at], comments[at + 1]))
    expect(found).toEqual(['# a', '# c', '# e', '#h'])
  })
})

describe('values', () => {
  const cases: [text: string, value: unknown][] = [
    ['[y, No, on, ~, null, Null]', [true, false, true, null, null, null]],
    ['[0755, 0o17, 0x1F, 0b11, 1_000, 08, 190:20:30]', [493, 15, 31, 3, 1000, 8, '190:20:30']],
    ['[1e3, .5, -0.0, 1., +1, 2001-01-01, 100m]', [1000, 0.5, -0, 1, 1, '2001-01-01', '100m']],
    ['[18446744073709551616, 0b-1, 1e400, 0x]', [18446744073709552000, -1, '1e400', '0x']],
    ['[!!str 1, !!float 1, !!binary aGk=, ! 1, !own 1]', ['1', 1, 'hi', '1', '1']],
    [
      '{yes: 1, 1.5: 2, 1e3: 3, 0x10: 4, 1234567.0: 5}',
      { true: 1, '1.5': 2, '1000': 3, '16': 4, '1.234567e+06': 5 }
    ],
    [
      '- &a {b: 1, c: 2}\n- {<<: *a, b: 3}\n- {b: 3, <<: [*a]}',
      [
        { b: 1, c: 2 },
        { b: 3, c: 2 },
        { b: 1, c: 2 }
      ]
    ],
    ['{a: .nan, a: 1}', { a: 1 }],
    ['[tar, xf, -]', ['tar', 'xf', '-']],
    ['"a"#b', 'a'],
    ['# hidden\u2028a: 1', { a: 1 }],
    ['a: b\u2028  c', { a: 'b\u2028c' }]
  ]
  it.each(cases)('%s', (text, value) => {
    expect(read(`${text}\n`).at(-1)?.value).toEqual(value)
  })

  it('never touch what every object inherits', () => {
    const value = read('__proto__: {a: 1}\n')[0]?.value as object
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })
})

describe('places', () => {
  it('are those of the text as it is written', () => {
    const text = 'a: "b"\n\'c\': [d, {e: f}]\ng: >\n  h\n\ni:\nj: &x !y k\nl: *x\n'
    const tree = read(text)[0]?.tree
    const found = [...leaves(tree as NonNullable<typeof tree>)].map(({ start, end }) =>
      text.slice(start, end)
    )
    expect(found).toEqual(['a', '"b"', "'c'", 'd', 'e', 'f', 'g', '  h\n\n', 'i', '', 'j', 'k', 'l', '*x'])
    expect(tree).toMatchObject({ start: 0, end: text.length - 1 })
  })

  it('move with the text', () => {
    const { tree } = read('a: &b 1\nc: *b\n')[0] ?? {}
    const moved = tree && shifted(tree, 5)
    expect([...leaves(moved as NonNullable<typeof moved>)].map(({ start }) => start)).toEqual([5, 11, 13, 16])
  })

  it('count lines as YAML 1.1 does', () => {
    const text = '\ufeffa\r\nb\rc\x85d\u2028e\u2029f\n\ng'
    const at = positionsOf(text)
    expect([...'abcdefg'].map((letter) => at(text.indexOf(letter)))).toEqual(
      [1, 2, 3, 4, 5, 6, 8].map((line) => ({ line, column: 1 }))
    )
    expect(positionsOf('a\nbc')(3)).toEqual({ line: 2, column: 2 })
  })
})
