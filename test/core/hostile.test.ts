import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { lint } from '../../src/library.ts'

const settings = settingsFor('job.yaml', { profile: 'strict' }, rules)
const head = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: x\nspec: '

// Each took minutes where the time grows with the square of the size.
test.each([
  ['braces that open and never close', `${head}${'{{'.repeat(200_000)}`],
  ['template marks in a quote that never closes', `${head}"${'<% '.repeat(200_000)}`],
  ['carriage returns in a comment', `#${'\r'.repeat(400_000)}#`],
  ['line separators in a value', `${head}a${'\u2028'.repeat(200_000)}b`],
  ['plain values on one line', `${head}[${'a,'.repeat(200_000)}b]`],
  ['typographic quotes on one line', `${head}[${'“a”,'.repeat(100_000)}b]`]
])('%s are read in a moment', (_, text) => {
  const start = performance.now()
  expect(lint({ path: 'job.yaml', text }, settings).crashes).toEqual([])
  expect(performance.now() - start).toBeLessThan(3000)
})
