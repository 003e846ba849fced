import { expect, test } from 'vitest'
import { resolvePlain, resolveTagged } from '../../src/yaml/scalar.ts'

/** What go-yaml 2 answered for the same words. */
test.each([
  ['yes', true],
  ['y', true],
  ['ON', true],
  ['NO', false],
  ['n', false],
  ['oFF', 'oFF'],
  ['nO', 'nO'],
  ['', null],
  ['~', null],
  ['Null', null],
  ['=', '='],
  ['<<', '<<'],
  ['08', 8],
  ['0755', 493],
  ['0o17', 15],
  ['0_7', 7],
  ['00', 0],
  ['-0b11', -3],
  ['0x_1f', 31],
  ['0b', '0b'],
  ['+1', 1],
  ['1_000', 1000],
  ['_1', '_1'],
  ['1e3', 1000],
  ['12e03', 12000],
  ['1.', 1],
  ['.5', 0.5],
  ['1.5e400', '1.5e400'],
  ['18446744073709551615', 18446744073709552000],
  ['190:20', '190:20'],
  ['2001-01-01', '2001-01-01'],
  ['.inf', Number.POSITIVE_INFINITY],
  ['-', '-'],
  ['1.2.3', '1.2.3']
])('%j is read as %j', (text, value) => {
  expect(resolvePlain(text)).toBe(value)
})

test.each([
  ['!!str', '1', '1'],
  ['!', '12', '12'],
  ['!!int', '3', 3],
  ['!!float', '3', 3],
  ['!!bool', 'yes', true],
  ['!!null', '', null],
  ['!secret', '3', '3'],
  ['tag:yaml.org,2002:int', '0x10', 16]
])('%s %j is read as %j', (tag, text, value) => {
  expect(resolveTagged(tag.replace('!!', 'tag:yaml.org,2002:'), text)).toBe(value)
})
