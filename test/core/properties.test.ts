import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { parse } from '../../src/core/document/parse.ts'
import { lint } from '../../src/library.ts'

const settings = settingsFor('job.yaml', { profile: 'strict' }, rules)
const words = [
  'kind: Job',
  'kind: CronJob',
  'spec:',
  'a: &x',
  'b: *x',
  '<<: *x',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '|',
  '"',
  "'"
]
const more = [
  '\n',
  '\n  ',
  '\r\n',
  '\t',
  '---\n',
  '“',
  '– ',
  ': ',
  ', ',
  '# ',
  '\u00a0',
  '{{ x }}',
  '$(A)',
  '!!str ',
  '? '
]
const snippet = fc.oneof(fc.constantFrom(...words, ...more), fc.string({ maxLength: 8 }))
const text = fc.array(snippet, { maxLength: 40 }).map((parts) => `kind: Job\n${parts.join('')}`)

test('any text is linted without a crash, and every finding lies inside it', () => {
  fc.assert(
    fc.property(text, (text) => {
      const { findings, crashes } = lint({ path: 'job.yaml', text }, settings)
      expect(crashes).toEqual([])
      for (const { range, start, end, message } of findings) {
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.end).toBeLessThanOrEqual(text.length)
        expect(range.end).toBeGreaterThanOrEqual(range.start)
        expect(end.line * 1e6 + end.column).toBeGreaterThanOrEqual(start.line * 1e6 + start.column)
        expect(message).not.toMatch(/\p{Cc}/u)
      }
    }),
    { numRuns: 2000 }
  )
})

test('any JSON is read as itself', () => {
  const json = fc.jsonValue({ maxDepth: 6 }).map((value) => ({ kind: 'Job', value }))
  fc.assert(
    fc.property(json, (value) => {
      const expected = JSON.parse(JSON.stringify(value))
      expect(parse({ path: 'job.json', text: JSON.stringify(value, undefined, 2) })[0]?.value).toEqual(
        expected
      )
    }),
    { numRuns: 500 }
  )
})
