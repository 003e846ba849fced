import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { breaches } from './fix-laws.ts'

describe.each([
  ['--fix', false],
  ['--unsafe-fixes', true]
] as const)('%s keeps to the laws of fixing', (_, unsafe) => {
  test('on manifests in any style', () => {
    fc.assert(
      fc.property(manifest, style, (value, how) => {
        expect(breaches({ path: 'a.yaml', text: written(value, how) }, unsafe)).toEqual([])
      }),
      { numRuns: 300 }
    )
  })
})

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 1 })

const container = fc.record({
  name: fc.constantFrom('main', 'proxy', 'x'),
  image: fc.constantFrom(
    'example.com/a:1.0',
    'envoyproxy/envoy:v1.30.0',
    'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.1'
  ),
  command: maybe(
    fc.constantFrom(
      ['alembic', 'upgrade', 'head'],
      ['sh', '-c', 'set -e\necho "a: b"\n\n./run\n'],
      ['sleep', 'infinity']
    )
  ),
  env: maybe(
    fc.constant([
      { name: 'A', value: 'no' },
      { name: 'B', value: '0755' }
    ])
  )
})

const podSpec = fc.record({
  restartPolicy: maybe(fc.constantFrom('Never', 'OnFailure', 'Always')),
  activeDeadlineSeconds: maybe(fc.constantFrom(30, 600)),
  backoffLimit: maybe(fc.constant(2)),
  containers: fc.uniqueArray(container, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
  initContainers: maybe(fc.constant([{ name: 'first', image: 'example.com/b:2.0' }]))
})

const template = (spec: fc.Arbitrary<unknown>) =>
  fc.record({ metadata: maybe(fc.constant({ labels: { app: 'x', owner: 'y' } })), spec })

const jobSpec = fc.record({
  backoffLimit: maybe(fc.constantFrom(0, 4, 10)),
  ttlSecondsAfterFinished: maybe(fc.constantFrom(0, 3600, 1_000_000)),
  activeDeadlineSeconds: maybe(fc.constantFrom(5, 600, 200_000)),
  parallelism: maybe(fc.constantFrom(0, 3)),
  template: template(podSpec)
})

const metadata = fc.record({
  name: fc.constantFrom('report', 'My_Report', 'report-1.2.3'),
  annotations: maybe(
    fc.constantFrom(
      { 'helm.sh/hook': 'pre-install', 'helm.sh/hook-weight': '1' },
      { 'argocd.argoproj.io/sync-wave': '1' },
      { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' }
    )
  )
})

const manifest = fc.oneof(
  fc.record({ apiVersion: fc.constant('batch/v1'), kind: fc.constant('Job'), metadata, spec: jobSpec }),
  fc.record({
    apiVersion: fc.constantFrom('batch/v1', 'batch/v1beta1'),
    kind: fc.constant('CronJob'),
    metadata,
    spec: fc.record({
      schedule: fc.constantFrom('0 3 * * *', '* 3 * * *', 'TZ=Europe/Berlin 0 3 * * 7', '*/5 * * * *'),
      concurrencyPolicy: maybe(fc.constantFrom('Forbid', 'Replace')),
      startingDeadlineSeconds: maybe(fc.constantFrom(0, 60)),
      failedJobsHistoryLimit: maybe(fc.constantFrom(0, 50)),
      jobTemplate: fc.record({ spec: jobSpec })
    })
  }),
  fc.record({ apiVersion: fc.constant('v1'), kind: fc.constant('Pod'), metadata, spec: podSpec })
)

const style = fc.record({
  indent: fc.constantFrom(2, 3, 4),
  indentSeq: fc.boolean(),
  flow: fc.constantFrom('block', 'flow', 'json', 'json-lines'),
  isReversed: fc.boolean(),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
  ends: fc.boolean(),
  comments: fc.array(fc.nat(40), { maxLength: 6 })
})

/** The manifest twice in one file, in one of the many ways in which people write them. */
function written(
  value: unknown,
  how: typeof style extends fc.Arbitrary<infer Style> ? Style : never
): string {
  const clean: unknown = JSON.parse(JSON.stringify(value), how.isReversed ? reversed : undefined)
  const { flow, indent, indentSeq } = how
  const one =
    flow === 'block'
      ? stringify(clean, { indent, indentSeq, lineWidth: 0 })
      : flow === 'flow'
        ? stringify(clean, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false })
        : `${JSON.stringify(clean, undefined, flow === 'json' ? undefined : indent)}\n`
  const isJson = flow.startsWith('json')
  const commented = isJson || one.includes('|') ? one : withComments(one, how.comments)
  const text = isJson ? commented : `# ours\n${commented}---\n${commented}`
  const broken = (how.ends ? text : text.trimEnd()).replaceAll('\n', how.lineBreak)
  return (isJson ? '' : how.mark) + broken
}

/** A mapping with its last key first: what a fix goes behind may then be the last key. */
function reversed(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).reverse())
}

function withComments(text: string, places: readonly number[]): string {
  const lines = text.trimEnd().split('\n')
  const shown = lines.map((line, index) => {
    const own = places.includes(index * 2) ? `${/^ */.exec(line)?.[0]}# about line ${index}\n` : ''
    return own + line + (places.includes(index * 2 + 1) ? ' # here' : '')
  })
  return `${shown.join('\n')}\n`
}
