import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readShell, type Step, type Word } from '../../src/shell/shell.ts'

/** A script's tree written short: commands as their words, the rest as the name of its kind. */
function short(step: Step): unknown {
  switch (step.kind) {
    case 'command':
      return step.words.map(({ value }) => value).join(' ')
    case 'list':
      return step.steps.map(short)
    case 'chain':
      return { chain: step.steps.map(short), operators: step.operators.join(' ') }
    case 'pipe':
      return { [step.negated ? 'not' : 'pipe']: step.steps.map(short) }
    case 'if':
      return {
        if: short(step.test),
        do: short(step.body),
        ...(step.otherwise && { else: short(step.otherwise) })
      }
    case 'loop':
      return { loop: step.test && short(step.test), do: short(step.body) }
    case 'routine':
      return { routine: step.name, do: short(step.body) }
  }
}

function firstWords(text: string, offset = 0): readonly Word[] {
  const script = readShell(text, { string: 0, offset, depth: 0 })
  const first = script.kind === 'list' ? script.steps[0] : undefined
  return first?.kind === 'command' ? first.words : []
}

describe('readShell', () => {
  it.each<[string, unknown]>([
    ['a b; c\nd', ['a b', 'c', 'd']],
    ['a && b || c', [{ chain: ['a', 'b', 'c'], operators: '&& ||' }]],
    ['a | b | c', [{ pipe: ['a', 'b', 'c'] }]],
    ['! a', [{ not: ['a'] }]],
    [
      'if a; then b; elif c; then d; else e; fi',
      [{ if: ['a'], do: ['b'], else: { if: ['c'], do: ['d'], else: ['e'] } }]
    ],
    ['while a; do b; done', [{ loop: ['a'], do: ['b'] }]],
    ['for x in 1 2; do b; done', [{ loop: '', do: ['b'] }]],
    ['f() { a; }; f', [{ routine: 'f', do: ['a'] }, 'f']],
    ['(a; b) && { c; }', [{ chain: [['a', 'b'], ['c']], operators: '&&' }]],
    ['case $x in a) b;; c) d;; esac', [[['b'], ['d']]]],
    ['[[ ! -f x && $y == 1 ]]', [{ chain: [{ not: ['[[ -f x'] }, '[[ $y == 1'], operators: '&&' }]],
    ['a \\\n  b', ['a b']],
    ['echo \'a b\' "c d" e\\ f', ['echo a b c d e f']],
    ['{ a; } > x', [['a']]],
    ['a "unterminated', ['a unterminated']],
    ['if a; then', [{ if: ['a'], do: [] }]],
    ['', []]
  ])('reads %j', (text, expected) => {
    expect(short(readShell(text))).toEqual(expected)
  })

  it('keeps variables, heredocs, here-strings and input files', () => {
    const script = readShell('A=1 B="x y" psql -c q <<EOF\nselect 1;\nEOF\ncat < /a.sql\npsql <<< "select 2"')
    const [first, second, third] = script.kind === 'list' ? script.steps : []
    expect(first).toMatchObject({
      assignments: [{ name: 'A' }, { name: 'B', value: { value: 'x y' } }],
      input: { value: 'select 1;\n' }
    })
    expect(second).toMatchObject({ file: { value: '/a.sql' } })
    expect(third).toMatchObject({ input: { value: 'select 2' } })
  })

  it('finds the commands inside substitutions, quoted or not', () => {
    const [, ...words] = firstWords('echo $(a) "x $(b)" `c` <(d) "$' + '{X:-$(e)}"')
    expect(words.flatMap(({ steps }) => steps).map(short)).toEqual([['a'], ['b'], ['c'], ['d'], ['e']])
  })

  it('tells what runs in the background, one branch of a case, until, and loops without a test', () => {
    const script = readShell(
      'a & b; case x in y) c;; esac; until d; do e; done; for ((;;)); do f; done; for ((i=0; i<3; i++)); do g; done'
    )
    expect(script).toMatchObject({
      background: [{ words: [{ value: 'a' }] }],
      steps: [
        {},
        {},
        { isCase: true },
        { kind: 'loop', isUntil: true },
        { kind: 'loop', test: undefined },
        { kind: 'loop', test: { words: [] } }
      ]
    })
  })

  it('leaves $(NAME) to Kubernetes', () => {
    expect(firstWords('psql $(DATABASE_URL)').flatMap(({ steps }) => steps)).toEqual([])
  })

  it('knows where each word stands', () => {
    const text = "  psql -c \"SELECT 1\" 'it'\\''s'"
    const [program, , sql, odd] = firstWords(text, 100)
    expect(program).toMatchObject({ start: 102, end: 106, inner: 102 })
    expect(text.slice((sql?.inner ?? 0) - 100).startsWith('SELECT 1"')).toBe(true)
    expect(odd).toMatchObject({ value: "it's", inner: Number.NaN })
  })

  it('does not know where words inside escaped backquotes stand', () => {
    const [, outer] = firstWords('echo `a \\`b\\``')
    const inside = outer?.steps[0]
    const first = inside?.kind === 'list' ? inside.steps[0] : undefined
    expect(first).toMatchObject({ words: [{ value: 'a', start: Number.NaN }, {}] })
  })

  it('never throws, and reads long hostile scripts in a moment', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...hostile), { maxLength: 60 }), (parts) => {
        readShell(parts.join(''))
      })
    )
    for (const part of hostile) {
      const start = performance.now()
      readShell(part.repeat(200_000 / part.length))
      expect(performance.now() - start, part).toBeLessThan(2000)
    }
  })
})

const hostile = [
  '(',
  '$(',
  '`',
  '"$(',
  '${a:-',
  'if a; then ',
  '<<a ',
  'cat <<a\n',
  '$((',
  'case a in a) ',
  'f() { ',
  '[[ (',
  'a && ',
  'a | ',
  "'",
  '"',
  '\\',
  '\n',
  '@(a|',
  '{a,',
  '<(',
  '((',
  ';',
  'elif b; then ',
  '#',
  '\u0000',
  '\u{1F600}'
]
