import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { lint } from '../../src/library.ts'
import { expectLinear } from '../growth.ts'

const settings = settingsFor('job.yaml', { profile: 'strict' }, rules)
const head = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: x\nspec: '

test.each([
  ['braces that open and never close', head, '{{', ''],
  ['template marks in a quote that never closes', `${head}"`, '<% ', ''],
  ['carriage returns in a comment', '#', '\r', '#'],
  ['line separators in a value', `${head}a`, '\u2028', 'b'],
  ['plain values on one line', `${head}[`, 'a,', 'b]'],
  ['typographic quotes on one line', `${head}[`, '“a”,', 'b]']
])('%s cost no more than their length', (_, before, part, after) => {
  expectLinear((size) => {
    const text = before + part.repeat(size) + after
    expect(lint({ path: 'job.yaml', text }, settings).crashes).toEqual([])
  }, 60_000)
})
