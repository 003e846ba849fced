import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { fix } from '../../src/core/apply-fixes.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { lint as lintFile } from '../../src/core/lint.ts'
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

const job =
  'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: x\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: a:latest\n'
const item = job.trimEnd().replaceAll('\n', '\n  ')

test.each([
  ['Jobs in a list', 'apiVersion: v1\nkind: List\nitems:\n', `- ${item}\n`, 100_000],
  [
    'comments that disable and enable',
    job,
    '# jobsworth-disable ttl-required\n# jobsworth-enable ttl-required\n',
    600_000
  ],
  ['comments for the next line', '', '# jobsworth-disable-next-line ttl-required\n', 400_000],
  ['carriage returns between documents', job, ': P\r\r---\rkind: Job:', 100_000],
  ['documents with bare carriage returns', '', `${job.replaceAll('\n', '\r')}---\r`, 400_000],
  ['typographic quotes', `${job}          env:\n`, '            - {name: A, value: “b”}\n', 20_000]
])('fixes of %s cost no more than their length', (_, before, part, size) => {
  const all = settingsFor(
    'job.yaml',
    { profile: 'strict', rules: { 'unused-disable-directive': 'warning' } },
    rules
  )
  expectLinear((size) => {
    fix({ path: 'job.yaml', text: before + part.repeat(size / part.length) }, all, { unsafe: true })
  }, size)
})

test('what is known of a document is judged anew where the line break of its fixes is another', () => {
  const lintAs = (text: string, before?: ReturnType<typeof lintFile>) =>
    lintFile({ path: 'job.yaml', text }, settings, before)
  const text = '---\r---\r\nkind: Job'
  expect(lintAs(text, lintAs('---\r\nkind: Job')).result).toEqual(lintAs(text).result)
})
