import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatQuantity, milliValue, parseQuantity, wholeValue } from '../../src/kubernetes/api/quantity.ts'

test.each([
  ['0', '0'],
  ['1', '1'],
  ['1000m', '1'],
  ['1.5', '1500m'],
  ['.5Gi', '512Mi'],
  ['1.Gi', '1Gi'],
  ['1024Ki', '1Mi'],
  ['1500Mi', '1500Mi'],
  ['0.5Ki', '512'],
  ['1000', '1k'],
  ['1e3', '1e3'],
  ['1E', '1E'],
  ['100n', '100n'],
  ['0.1n', '1n'],
  ['-1Gi', '-1Gi'],
  ['+2', '2'],
  [2, '2'],
  [0.5, '500m'],
  [1e21, '1e21'],
  ['9Ei', '9223372036854775807']
])('%j is written %j', (value, canonical) => {
  const quantity = parseQuantity(value)
  expect(quantity && formatQuantity(quantity)).toBe(canonical)
})

test.each(['', '1GB', '1gi', '1K', '512 Mi', 'x', '.', '1e', '--1', '1mm', null, undefined, true, {}])(
  '%j is no quantity',
  (value) => expect(parseQuantity(value)).toBeUndefined()
)

test('rounds up to what the API server counts in', () => {
  expect(milliValue({ nano: 1_500_000n, notation: 'decimal' })).toBe(2n)
  expect(wholeValue({ nano: 1n, notation: 'decimal' })).toBe(1n)
})

test('an enormous exponent costs nothing', () => {
  const start = performance.now()
  for (const text of ['1e999999999', '1e-999999999', `${'9'.repeat(5000)}Ei`])
    expect(parseQuantity(text)).toBeDefined()
  expect(performance.now() - start).toBeLessThan(200)
})

test('what it writes means the same', () => {
  const unit = fc.constantFrom('', 'm', 'k', 'M', 'Ki', 'Mi', 'Gi', 'e2', 'u')
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), unit, (number, suffix) => {
      const quantity = parseQuantity(`${number}${suffix}`)
      expect(quantity).toBeDefined()
      expect(quantity && parseQuantity(formatQuantity(quantity))?.nano).toBe(quantity?.nano)
    })
  )
})
