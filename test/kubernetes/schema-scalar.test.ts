import { expect, test } from 'vitest'
import { scalars } from '../../src/kubernetes/api/schema/decoders.ts'

// What `json.Unmarshal` of k8s.io/apimachinery v0.36.3 answered.
// biome-ignore-start format: lists of values
const taken: Record<string, unknown[]> = {
  Quantity: [
    '.',
    '-',
    '+',
    'Gi',
    'm',
    '.Gi',
    '-.5',
    'e5',
    '1e5',
    '1E5',
    '1E',
    '1e+3',
    '1e-3',
    ' 1Gi',
    '1Gi ',
    '\u00a01',
    '1Ki',
    '1G',
    '1e9223372036854775807',
    '-e5',
    '.e5',
    '0.',
    '00.5',
    1,
    1.5,
    -3,
    1e30,
    '1n',
    '1u',
    'E',
    '1.Gi',
    '.m',
    '-Gi',
    '1e-10',
    '1234567890123456789012Gi',
    'n',
    '0n',
    '5e-400'
  ],
  Time: [
    '2018-12-02T09:19:36Z',
    '2018-12-02T9:19:36Z',
    '2018-12-02T09:19:36.5Z',
    '2018-12-02T09:19:36,5Z',
    '2018-12-02T09:19:36+00:00',
    '2018-12-02T09:19:36+24:00',
    '2018-12-02T09:19:36+23:60',
    '2020-02-29T09:19:36Z',
    '0000-01-01T00:00:00Z',
    '2018-12-02T09:19:36-00:00',
    '2000-02-29T00:00:00Z',
    '2018-12-02T09:19:36.1234567890123Z'
  ],
  IntOrString: [1, 'a', '', 2147483647]
}

const refused: Record<string, unknown[]> = {
  Quantity: [
    '',
    '1e',
    '1E+',
    '+-5',
    '1ee5',
    '1 Gi',
    '1\t',
    '\t1',
    '1K',
    '1gi',
    '1GB',
    '1.5.5',
    '0x10',
    '1_000',
    '\u0661',
    '1e9223372036854775808',
    '..5',
    'true',
    true,
    false,
    {},
    [],
    '1i',
    'Ei',
    'ei',
    '--1',
    '1-',
    '1+',
    '1e1.5',
    'e-10',
    '.e-10',
    '..',
    ' ',
    '  ',
    '\n',
    'Infinity',
    '1\u2028'
  ],
  Time: [
    '',
    'x',
    '2018-12-02T09:19:36+0000',
    '2018-12-02T09:19:36+25:00',
    '2018-12-02T09:19:36+23:61',
    '2018-02-29T09:19:36Z',
    '2018-12-02T24:00:00Z',
    '2018-12-02T23:59:60Z',
    '2018-12-02t09:19:36z',
    '2018-12-02 09:19:36Z',
    '2018-12-02',
    '2018-13-01T00:00:00Z',
    '2018-00-01T00:00:00Z',
    '2018-01-00T00:00:00Z',
    '2018-04-31T00:00:00Z',
    '2018-12-02T09:19:36.Z',
    '2018-12-02T09:19:36',
    '+2018-12-02T09:19:36Z',
    '2018-12-02T09:19:36Z ',
    5,
    true,
    [],
    {},
    '1900-02-29T00:00:00Z',
    '2018-12-02T09:60:36Z',
    '2018-12-02T9:9:36Z',
    '2018-12-02T09:19:6Z',
    '2018-1-02T09:19:36Z'
  ],
  IntOrString: [1.5, true, 2147483648, -2147483649, [], {}]
}
// biome-ignore-end format: lists of values

const cases = (table: Record<string, unknown[]>) =>
  Object.entries(table).flatMap(([type, values]) => values.map((value) => ({ type, value })))

test.each(cases(taken))('$type takes $value', ({ type, value }) => {
  expect(scalars[type]?.(value, () => undefined)).toBeUndefined()
})

test.each(cases(refused))('$type refuses $value', ({ type, value }) => {
  expect(scalars[type]?.(value, () => undefined)).toMatchObject({ value })
})

test.each([
  ['9223372036854775807', true],
  ['+9_223_372_036_854_775_807', true],
  ['0x7fffffffffffffff', true],
  ['9223372036854775808', false],
  ['0x8000000000000000', false],
  ['9223372036854775807.0', false],
  ['9.223372036854775807e18', false]
])('int64 reads %s from the text: fits %s', (text, fits) => {
  expect(scalars.int64?.(2 ** 63, () => text) === undefined).toBe(fits)
})

test('a long hostile quantity takes no time', () => {
  expect(scalars.Quantity?.(`${'1'.repeat(1_000_000)}x`, () => undefined)).toBeDefined()
  expect(scalars.Quantity?.(`1e${'0'.repeat(1_000_000)}x`, () => undefined)).toBeDefined()
  expect(scalars.Quantity?.(`${' '.repeat(1_000_000)}1 x`, () => undefined)).toBeDefined()
})
