import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Guard, Loss, Program } from '../../src/shell/program.ts'
import { readCommand, readScript } from '../../src/shell/programs.ts'
import type { Step } from '../../src/shell/step.ts'
import { wordAt } from '../../src/shell/word.ts'

const line = (words: readonly { readonly value: string }[]) => words.map(({ value }) => value).join(' ')

/** The program of these words in a script. */
function program(script: string, words: string): Program {
  const found = readScript(script).programs.find((one) => line(one.words) === words)
  if (found === undefined) throw new Error(`No ${words} in ${script}`)
  return found
}

function losses(loss: Loss | undefined): string {
  const found: string[] = []
  for (let at = loss; at !== undefined; at = at.outer) found.push(at.kind)
  return found.join(' ')
}

describe('the programs of a script', () => {
  test.each<[string, string[]]>([
    ['a 1; b 2', ['a 1', 'b 2']],
    ['sudo -u x timeout 5 a', ['a']],
    ['a $(b `c`) <(d)', ['b `c`', 'c', 'd', 'a $(b `c`) <(d)'].toSorted()],
    ['f() { a; }; f; f', ['a']],
    ['f() { a; }', ['a']],
    ['f() { g; }; g() { f; a; }; f', ['a']],
    ["trap 'a' EXIT", ['trap a EXIT', 'a']],
    [
      'find /x -name y -exec a {} \\; -exec b {} +',
      ['find /x -name y -exec a {} ; -exec b {} +', 'a /x/{}', 'b /x/{}']
    ],
    ['kubectl exec -n x pod -c y -- a b', ['a b']],
    ['docker exec -it x a', ['a']],
    ['ssh host "a; b"', ['a', 'b']],
    ['k3s kubectl get x', ['kubectl get x']],
    ['sh run.sh x', ['run.sh x']],
    ['bash -s -- x', ['bash -s -- x']],
    ['curl x | sh', ['curl x', 'sh']],
    ['echo a | sh', ['echo a', 'a']],
    ['X="a b"; $X c', ['a b c']],
    ['X="a b"; "$X" c', ['a b c']],
    ['X=$(a); $X', ['a', '$X']],
    ['cat > f.sh <<E\na\nE\nsh f.sh', ['cat', 'a']],
    ['sh f.sh; cat > f.sh <<E\na\nE', ['f.sh', 'cat']]
  ])('%s: %j', (script, expected) => {
    const found = readScript(script).programs.map(({ words }) => line(words))
    expect(script.includes('<(d)') ? found.toSorted() : found).toEqual(expected)
  })
})

describe('the failure of a program', () => {
  test.each<[string, string, string]>([
    ['a', 'a', ''],
    ['a; b', 'a', 'next'],
    ['a; b', 'b', ''],
    ['set -e; a; b', 'a', ''],
    ['set -e; set +e; a; b', 'a', 'next'],
    ['set -o errexit; a; b', 'a', ''],
    ['a && b', 'a', ''],
    ['a && b; c', 'a', 'next'],
    ['set -e; a && b; c', 'a', 'and next'],
    ['set -e; a && b; c', 'b', ''],
    ['set -e; a && b', 'a', ''],
    ['a || true', 'a', 'or'],
    ['a && b || true', 'a', 'or'],
    ['a || exit 1', 'a', ''],
    ['a || { echo no; exit 1; }; b', 'a', ''],
    ['die() { echo no; exit 1; }; a || die; b', 'a', ''],
    ['f() { a || return 1; b; }; f; c', 'a', 'next'],
    ['f() { a || return 1; b; }; f', 'a', ''],
    ['a || false; b', 'a', 'next'],
    ['if ! a; then exit 1; fi; b', 'a', ''],
    ['if ! a; then echo no; fi; b', 'a', 'test next'],
    ['if ! a || ! b; then exit 1; fi; c', 'a', ''],
    ['if a; then b; fi', 'a', 'test'],
    ['if a; then b; else exit 1; fi', 'a', ''],
    ['if a; then b; fi', 'b', ''],
    ['set -e; if { a; b; }; then c; fi', 'a', 'next test'],
    ['! a', 'a', 'not'],
    ['a | b', 'a', 'pipe'],
    ['a | b', 'b', ''],
    ['set -o pipefail; a | b', 'a', ''],
    ['a & wait', 'a', 'background'],
    ['for x in 1; do a; done', 'a', 'loop'],
    ['set -e; for x in 1; do a; done', 'a', ''],
    ['until a; do sleep 1; done', 'a', 'while'],
    ['for x in $(a); do b; done', 'a', 'output'],
    ['x=$(a)', 'a', ''],
    ['echo $(a)', 'a', 'output'],
    ['export X=$(a)', 'a', 'output'],
    ["trap 'a' EXIT", 'a', 'trap'],
    ['find . -exec a \\;', 'a', 'find'],
    ['find . -exec a +', 'a', ''],
    ["sh -c 'a; b' || true", 'a', 'next or'],
    ["sh -ec 'a; b' || true", 'a', 'or'],
    ["sh -ec 'a; b'; c", 'b', 'next'],
    ["set -e; eval 'a'; b", 'a', ''],
    ["set -e; sh -c 'a; b'", 'a', 'next']
  ])('%s: %s is lost by %j', (script, words, expected) => {
    expect(losses(program(script, words).loss)).toBe(expected)
  })

  it('names what runs in spite of it', () => {
    const { after } = program('a || echo no', 'a').loss ?? {}
    const by = after?.steps[after.from]
    expect(by?.kind === 'command' && line(by.words)).toBe('echo no')
  })
})

describe('the place of a program', () => {
  const text = (step: Step): string =>
    step.kind === 'command'
      ? line(step.words)
      : step.kind === 'pipe' || step.kind === 'list'
        ? step.steps.map(text).join('|')
        : step.kind
  function guards(guard: Guard | undefined): string[] {
    const found: string[] = []
    for (let at = guard; at !== undefined; at = at.outer)
      found.push(
        `${at.test.kind === 'chain' ? at.test.steps.slice(0, at.length).map(text).join(' ') : text(at.test)}: ${at.when}`
      )
    return found
  }

  test.each<[string, string[]]>([
    ['a', []],
    ['t && a', ['t: success']],
    ['t || a', ['t: failure']],
    ['if t; then a; fi', ['t: success']],
    ['if t; then b; elif u; then a; fi', ['u: success', 't: failure']],
    ['t && exit 0; a', ['t: failure']],
    ['if t; then exit 0; fi; a', ['t: failure']],
    ['t && su x -c "u || a"', ['u: failure', 't: success']]
  ])('%s: behind %j', (script, expected) => expect(guards(program(script, 'a').guard)).toEqual(expected))

  it('says what is around it', () => {
    expect(program('while t; do a; done', 'a').loop).toEqual({ kind: 'while' })
    expect(program('while read -r id; do a; done', 'a').loop).toMatchObject({ variable: 'id' })
    expect(program('retry -t 5 -- a', 'a').loop).toEqual({ kind: 'retry' })
    expect(program('for x in 1; do y | xargs a; done', 'a').loop).toEqual({
      kind: 'xargs',
      outer: { kind: 'for', variable: 'x' }
    })
    expect(program('a & b', 'a').isBackground).toBe(true)
    expect(program('a & b', 'b').isBackground).toBe(false)
    expect(program('kubectl exec p -- a', 'a').isElsewhere).toBe(true)
    expect(program('f() { a; }', 'a').isUncalled).toBe(true)
    expect(program('f() { a; }; f', 'a').isUncalled).toBe(false)
    expect(program('a <<E\nx\nE', 'a').input.text?.value).toBe('x\n')
    expect(program('echo x | a', 'a').input.text?.value).toBe('x')
    expect(program('b 1 | a', 'a').input.from.map(({ value }) => value)).toEqual(['b', '1'])
    expect(program('a < f', 'a').input.file?.value).toBe('f')
    expect(program('sudo -n timeout 5 a', 'a').command.through?.map(line)).toEqual([
      'sudo -n timeout 5 a',
      'timeout 5 a'
    ])
  })

  it.each([
    [['sh', '-c', 'exec "$@"', '--', 'work', 'x']],
    [['sh', '-c', '$0 "$@"', 'work', 'x']],
    [['sh', '-c', 'work $1', 'sh', 'x']],
    [['sh', '-c', 'set -- work x; "$@"']],
    [['sh', '-c', 'f() { "$@"; }; f a; f work x']],
    [['sudo', '-Hu', 'app', 'work', 'x']],
    [['sudo', '-iu', 'app', 'work x']],
    [['sudo', '-uapp', 'work', 'x']],
    [['script', '-qec', 'work x', '/dev/null']],
    [['nsenter', '-t', '1', '-m', '-u', '-n', '--', 'work', 'x']],
    [['nsenter', '-t1', '-m', 'sh', '-c', 'work x']],
    [['retry', '5', 'work', 'x']],
    [['mksh', '-c', 'eval "work x"']]
  ])('finds what is run by %j', (strings) => {
    const { programs } = readCommand(strings.map(wordAt))
    expect(programs.map(({ words }) => line(words))).toContain('work x')
  })

  test.each([
    ['sh', '-c', 'work "x"'],
    ['sh', '-c', 'sh -c \'work "x"\''],
    ['sh', '-c', 'x=$(work "x")'],
    ['sh', '-c', 'su app <<\'E\'\ncd /; work "x"\nE'],
    ['env', 'A=1', 'sh', '-c', 'if a; then work "x"; fi']
  ])('stands where it says: %s %s %s', (...strings) => {
    const { programs } = readCommand(strings.map(wordAt))
    const [first, second] = programs.find(({ name }) => name === 'work')?.words ?? []
    const source = strings[first?.string ?? 0] ?? ''
    expect(source.slice(first?.start, second?.end)).toBe('work "x"')
  })
})

describe('any script', () => {
  const piece = fc.constantFrom(
    'a ',
    'sh -c ',
    "'",
    '"',
    '$(',
    ')',
    '; ',
    '&& ',
    '|| ',
    '| ',
    '& ',
    'if ',
    'then ',
    'fi ',
    'f() { f; }; f ',
    '<<E\n',
    'E\n',
    'eval ',
    'su x -c ',
    'X=a; $X ',
    'trap a EXIT; ',
    'find -exec a \\; ',
    '`',
    '{ ',
    '} ',
    '(',
    'while a; do ',
    'done ',
    '> f ',
    'sh f '
  )

  it('is read without a throw, and its words stand where they say', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const script = pieces.join('')
        for (const { words } of readScript(script).programs) {
          for (const { value, string, inner } of words)
            if (string === 0 && inner >= 0) expect(script.slice(inner, inner + value.length)).toBe(value)
        }
      }),
      { numRuns: 300 }
    )
  })

  it('is read to its end, or the rest is named', () => {
    const long = `${'# filler\n'.repeat(100_000)}last one`
    expect(readScript(long).programs.map(({ words }) => line(words))).toEqual(['last one'])
    const heredocs = `${'<<a '.repeat(20_000)}\nlast`
    expect(readScript(heredocs).unread).toEqual([{ string: 0, start: expect.any(Number), why: 'size' }])
    const deep = `${'sh -c "$X";'.repeat(3)}`
    expect(readScript(`X='${deep}'; ${deep}`).unread[0]).toMatchObject({ why: 'depth' })
    expect(readScript(`${'('.repeat(300)}a${')'.repeat(300)}`).unread[0]).toMatchObject({ why: 'depth' })
    expect(readScript(`a ${'$('.repeat(14)}b${')'.repeat(14)}`).unread[0]).toMatchObject({ why: 'depth' })
  })

  // Time against the time of half as much, in this very process: CPU time, so that a busy machine changes nothing.
  test.each([
    'a; ',
    'sh -c "a"; ',
    'f() { f; f; }; f; ',
    'X=$(a "$b"); ',
    'a | ',
    'if a; then b; el',
    '[ -f x ] && exit 0; a; ',
    'x=\'sh -c "$x"\'; sh -c "$x"; ',
    'cat > f.sh <<E\nsh f.sh\nE\nsh f.sh\n',
    '$(',
    '<<a '
  ])('takes time in proportion to its length: %s', (part) => {
    const time = (length: number) => {
      const start = process.cpuUsage().user
      readScript(part.repeat(length / part.length))
      return process.cpuUsage().user - start
    }
    time(20_000)
    const [short, long] = [Math.min(time(30_000), time(30_000)), Math.min(time(120_000), time(120_000))]
    expect(long).toBeLessThan(10 * short + 200_000)
  })
})
