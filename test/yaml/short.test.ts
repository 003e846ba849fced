import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cut, readPiece } from '../../src/yaml/index.ts'
import { readFaithfully } from '../../src/yaml/read-piece.ts'
import { readShort } from '../../src/yaml/short.ts'
import { manifestsIn, recorded, shared } from '../shared.ts'

/** Expects the short way to give up on a piece or to say what the long one does; whether it did not give up. */
function agrees(text: string): boolean {
  const whole = /\n$/.test(text) ? text : `${text}\n`
  const short = readShort(whole, 0, whole.length)
  if (short !== undefined)
    expect(short, JSON.stringify(text)).toEqual(readFaithfully(whole, 0, whole.length, whole.length))
  return short !== undefined
}

/** Pieces of YAML; most of what they make together is on the border between plain and not. */
const bits = [
  ...[
    'a: b',
    'kind: Job',
    '- x',
    '- a: 1',
    '  b: 2',
    '    - c',
    'd:',
    '"e": f',
    "'g': 'it''s'",
    'h: "i"',
    '? j',
    '-'
  ],
  ...[
    '[a, "b"]',
    '{c: d}',
    '[a, {b: [c]}]',
    '{"a":b}',
    'k: [',
    'k: {a: ',
    ']',
    '}',
    ',',
    'l: |',
    'm: >-',
    'n: |+',
    'o: |2'
  ],
  ...[
    ' # c',
    '#c',
    ': ',
    ':',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\n  ',
    '\n    ',
    '\r\n',
    '\u2028',
    '\ufeff',
    '&a',
    '*a',
    '!t'
  ],
  ...[
    '...',
    '---',
    '%',
    '@',
    '"',
    "'",
    '\\',
    '<<: ',
    '__proto__: 1',
    'yes: 1',
    '1: 2',
    '.inf',
    '.nan',
    '-1',
    '0x1',
    '~',
    '='
  ]
]
const odd = fc.array(fc.constantFrom(...bits), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''))

const manifest = `apiVersion: batch/v1
kind: CronJob
metadata: {name: report, labels: {"app": 'x'}}
# nightly
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
          - name: main
            image: example.com/shop:1.0  # pinned
            command: ["sh", "-c"]
            args:
              - |
                set -e

                ./run
              - >-
                one
                two
          restartPolicy: Never
`

describe('the short way', () => {
  it('takes a typical manifest', () => {
    expect(agrees(manifest)).toBe(true)
  })

  it('says what the long way says of a manifest with a few characters changed, or gives up', () => {
    const change = fc.tuple(fc.nat(manifest.length), fc.nat(5), fc.constantFrom('', ...bits))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let text = manifest
        for (const [at, length, bit] of changes) text = text.slice(0, at) + bit + text.slice(at + length)
        agrees(text)
      }),
      { numRuns: 5000 }
    )
  })

  it('says what the long way says of any text, or gives up', () => {
    fc.assert(
      fc.property(odd, (text) => void agrees(text)),
      { numRuns: 5000 }
    )
  })

  it('gives up on a long piece instead of remembering too much of it', () => {
    expect(readShort(`${'a: b\n'.repeat(200_000)}`, 0, 1_000_000)).toBeUndefined()
    expect(readShort(`a: ${'b '.repeat(200_000)}:\n`, 0, 400_005)).toBeUndefined()
  })
})

const texts = shared('kubernetes', 'yaml.jsonl')
describe.skipIf(texts === undefined)('recorded texts', () => {
  it('are the same to both ways', () => {
    for (const { text } of recorded<{ text: string }>(texts as string)) agrees(text)
  })
})

const corpus = shared('corpus', 'manifests')
describe.skipIf(corpus === undefined)('real manifests', () => {
  it('are the same to both ways, and nine in ten go the short one', () => {
    let [pieces, plain] = [0, 0]
    for (const { text } of manifestsIn(corpus as string)) {
      for (const piece of cut(text)) {
        if (piece.json !== undefined || readPiece(text, piece).fault !== undefined) continue
        pieces++
        if (agrees(text.slice(piece.start, piece.end))) plain++
      }
    }
    expect(plain / pieces).toBeGreaterThan(0.9)
  })
})
