import { expect, test } from 'vitest'
import { ordinal } from '../../src/text/ordinal.ts'

test.each<[number, string]>([
  [1, 'first'],
  [4, 'fourth'],
  [10, 'tenth'],
  [11, '11th'],
  [13, '13th'],
  [21, '21st'],
  [32, '32nd'],
  [43, '43rd'],
  [112, '112th'],
  [120, '120th']
])('%i is the %s', (number, expected) => expect(ordinal(number)).toBe(expected))
