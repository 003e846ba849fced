import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { podSecurity } from '../../src/kubernetes/api/pod-security.ts'
import {
  apiConstraints,
  constraints,
  type Kind,
  neverRuns,
  type Problem,
  type Target,
  validate,
  warnings
} from '../../src/kubernetes/api/validation/index.ts'
import { newestVersion } from '../../src/kubernetes/api/versions.ts'
import { expectLinear } from '../growth.ts'
import { presentSets, recordedVersion, verdictRows } from '../recorded-verdicts.ts'
import { readAsGo } from './go-yaml.ts'
import { differences } from './validation-differences.ts'

interface ServerError {
  readonly field: string
  readonly type: string
}

interface RecordedDocument {
  readonly docIndex: number
  readonly itemIndex?: number
  readonly kind: Kind
  readonly status: string
  readonly decodeErrors?: readonly string[]
  readonly validationErrors?: readonly ServerError[]
  readonly metaErrors?: readonly ServerError[]
  readonly warnings?: readonly string[]
  readonly derived?: object
  readonly panic?: string
}

interface RecordedRow {
  readonly id: string
  readonly documents: readonly RecordedDocument[]
}

describe.each(presentSets)('against the recorded API server (%s)', (set) => {
  const judged = verdictRows<RecordedRow>(set).flatMap(judge)

  test('what it refuses is refused, and nothing else', () => {
    const wrong = judged.filter(
      ({ id, refused, found }) => refused !== found.length > 0 && !(id in differences)
    )
    expect(wrong.map(({ id, errors, found }) => ({ id, errors, found }))).toEqual([])
    console.log(
      `${set}: ${judged.length} documents, ${judged.filter(({ refused }) => refused).length} refused`
    )
  })

  test('a single error is found at its field, and nothing beside it', () => {
    const single = judged.filter(({ errors, found }) => errors.length === 1 && found.length > 0)
    const wrong = single.filter(
      ({ errors: [error], found }) => found.length > 1 || !isAt(error as ServerError, found[0] as Problem)
    )
    expect(wrong.map(({ id, errors, found }) => ({ id, errors, found }))).toEqual([])
  })

  test('it warns when the server does', () => {
    const accepted = judged.filter(({ refused }) => !refused)
    const wrong = accepted.filter(({ target, warned }) => warned !== warnings(target).length > 0)
    expect(wrong.map(({ id, target }) => ({ id, warnings: warnings(target) }))).toEqual([])
  })

  test('what can never run is found', () => {
    const accepted = judged.filter(({ refused }) => !refused)
    const wrong = accepted.filter(({ target, derived }) => derived !== neverRuns(target).length > 0)
    expect(wrong.map(({ id, target }) => ({ id, found: neverRuns(target) }))).toEqual([])
  })

  test('messages are sentences of reasonable length', () => {
    const problems = judged.flatMap(({ target, found }) => [
      ...found,
      ...warnings(target),
      ...neverRuns(target)
    ])
    const bad = problems.filter(({ message }) => !/^["A-Z].*[.?]$/s.test(message) || message.length > 200)
    expect(bad).toEqual([])
  })
})

function judge({ id, text, documents }: RecordedRow & { readonly text: string }) {
  const ours = documents.filter(
    ({ status, kind }) => status === 'ok' && ['Job', 'CronJob', 'Pod'].includes(kind)
  )
  const decoded = ours.filter(({ decodeErrors }) => !decodeErrors?.length)
  if (decoded.length === 0) return []
  const values = readAsGo(text)
  return decoded.map((document) => {
    const { kind, docIndex, itemIndex, validationErrors = [], metaErrors = [] } = document
    const whole = values[docIndex] as { items: unknown[] }
    const target: Target = {
      kind,
      version: recordedVersion,
      value: itemIndex === undefined ? whole : whole.items[itemIndex]
    }
    const refused = validationErrors.length + metaErrors.length > 0 || document.panic !== undefined
    const errors = validationErrors
    const warned = (document.warnings ?? []).length > 0
    return {
      id,
      target,
      refused,
      errors,
      warned,
      derived: document.derived !== undefined,
      found: validate(target)
    }
  })
}

/** The server's field, or the better one where the server misprints it or stops at what holds it (section 19). */
function isAt({ field }: ServerError, { path }: Problem): boolean {
  const place = path.join('.').toLowerCase()
  const known = plain(field)
  if (
    place === known ||
    place.startsWith(`${known}.`) ||
    (known === 'metadata.name' && place === 'metadata.generatename')
  )
    return true
  const withoutIndexes = path
    .filter((step) => typeof step === 'string')
    .join('.')
    .toLowerCase()
  return withoutIndexes.startsWith(plain(field.replaceAll(/\[\d+\]/g, '')))
}

function plain(field: string): string {
  return field
    .replace(/template\.(labels|annotations)/, 'template.metadata.$1')
    .replace(/resources\.(containers)\[(\d+)\]\[\w+\]\.limits/, 'containers[$2].resources.limits')
    .replace('downwarAPI', 'downwardAPI')
    .replace('spec.serviceAccountName', 'spec.serviceAccount')
    .replace('volumes[0].persistentDisk', 'volumes[0].gcePersistentDisk')
    .replace(/(tolerations\[\d+\])\.operator/, '$1')
    .replace('securityContext.shareProcessNamespace', 'shareProcessNamespace')
    .replace(/\.\{topologyKey.*/, '')
    .replace(/overhead\.limits/, 'overhead')
    .replace(/projected\.path/, 'projected')
    .replaceAll(/\[([^\]]*)\]/g, '.$1')
    .toLowerCase()
}

describe('against cases made up for each row, judged by the server code of v1.36.3', () => {
  const cases = readFileSync(new URL('validation-cases.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')

  test('the same is refused, for the same reasons as before, and the same is warned of', () => {
    for (const line of cases) {
      const { kind, value, refused, ids, warned } = JSON.parse(line) as MadeUpCase
      const target: Target = { kind, value, version: recordedVersion }
      const problems = validate(target)
      const actual = { refused: problems.length > 0, ids: [...new Set(problems.map(({ id }) => id))].sort() }
      expect(actual, line).toEqual({ refused, ids: [...ids].sort() })
      if (!refused) expect(warnings(target).length > 0, line).toBe(warned)
    }
  })
})

interface MadeUpCase {
  readonly kind: Kind
  readonly value: unknown
  /** The server's verdict. */
  readonly refused: boolean
  readonly warned: boolean
  /** The constraints that refused it when the case was made; each agreed with the server's errors. */
  readonly ids: readonly string[]
}

describe('the table', () => {
  test('is split between the rules without remainder', () => {
    const own = ['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'J11', 'J12', 'C1', 'C2', 'C3', 'C4']
    expect(apiConstraints.filter(({ id }) => own.includes(id))).toEqual([])
    expect(new Set(constraints.filter((row) => !apiConstraints.includes(row)).map(({ id }) => id))).toEqual(
      new Set(own)
    )
  })

  test('says in each row what it wants', () => {
    for (const row of constraints) {
      expect(row.id).toMatch(/^[A-Z]\d+$/)
      expect(row.where).toMatch(/^\{?[A-Z]\w+/)
      expect([row.check !== undefined, row.required !== undefined].filter(Boolean)).toHaveLength(1)
    }
  })

  test.each([
    [/^M[1-6]$/, { metadata: {} }, ['M1']],
    [/^J1[12]$/, job({ template: { spec: { containers: [container] } } }), ['J11']],
    [/^(?!M[1-6]$|J1[12]$|C[1-4]$)/, { metadata: {}, spec: { template: { spec: {} } } }, ['P1']]
  ])('reports to each rule its own (%#)', (own, value, ids) => {
    const found = validate({ kind: 'Job', version: newestVersion, value }).map(({ id }) => id)
    expect(found.filter((id) => own.test(id))).toEqual(ids)
  })

  test.each([
    [{ schedule: '61 * * * *', timeZone: 'UTC' }, ['C2'], []],
    [{ schedule: 'TZ=UTC 0 1 * * *', timeZone: 'utc' }, ['C3'], ['C4']],
    [{}, ['C1'], []]
  ])('tells schedules from time zones (%#)', (spec, schedule, zone) => {
    const target = {
      kind: 'CronJob',
      version: newestVersion,
      value: { metadata: { name: 'c' }, spec }
    } as const
    const found = validate(target).map(({ id }) => id)
    expect(found.filter((id) => /^C[1-3]$/.test(id))).toEqual(schedule)
    expect(found.filter((id) => id === 'C4')).toEqual(zone)
  })
})

const container = { name: 'main', image: 'app:1' }

function job(spec: object, metadata: object = { name: 'j' }) {
  return { apiVersion: 'batch/v1', kind: 'Job', metadata, spec }
}

function template(pod: object, spec: object = {}) {
  return job({ ...spec, template: { spec: { restartPolicy: 'Never', containers: [container], ...pod } } })
}

function found(value: unknown, more: Partial<Target> = {}): string[] {
  const problems = validate({ kind: 'Job', version: newestVersion, value, ...more })
  return problems.map(({ id, path }) => `${id} ${path.join('.')}`)
}

describe('one cause, one finding', () => {
  const pod = 'spec.template.spec'
  test.each<[string, object, string[]]>([
    ['a Job as it should be', template({}), []],
    ['no spec', { metadata: { name: 'j' } }, ['J18 spec']],
    ['no template', job({}), ['J18 spec.template']],
    ['no Pod spec', job({ template: {} }), ['P1 spec.template.spec.containers']],
    [
      'a bad label',
      job(
        { template: { spec: { restartPolicy: 'Never', containers: [container] } } },
        { name: 'j', labels: { 'a b': 'c d' } }
      ),
      ['M8 metadata.labels.a b', 'M8 metadata.labels.a b']
    ],
    [
      'a name too long',
      template({}).spec && { ...template({}), metadata: { name: 'a'.repeat(64) } },
      ['M3 metadata.name']
    ],
    [
      'Indexed without completions',
      template(
        {},
        { completionMode: 'Indexed', parallelism: 2, successPolicy: { rules: [{ succeededCount: 1 }] } }
      ),
      ['J3 spec.completions']
    ],
    [
      'a forbidden probe and what is wrong in it',
      template({ initContainers: [{ name: 'i', image: 'x', livenessProbe: {} }] }),
      [`K16 ${pod}.initContainers.0.livenessProbe`]
    ],
    [
      'a volume with an error, mounted',
      template({
        volumes: [{ name: 'v', secret: {} }],
        containers: [{ ...container, volumeMounts: [{ name: 'v', mountPath: '/v' }] }]
      }),
      [`V4 ${pod}.volumes.0.secret.secretName`]
    ],
    [
      'two independent errors',
      template({ dnsPolicy: 'Nope', hostname: 'A' }),
      [`P5 ${pod}.dnsPolicy`, `P8 ${pod}.hostname`]
    ],
    [
      'two sources and an error in the second',
      template({ volumes: [{ name: 'v', emptyDir: {}, secret: {} }] }),
      [`V2 ${pod}.volumes.0.secret`]
    ],
    [
      'equal quantities written differently',
      template({
        containers: [{ ...container, resources: { requests: { cpu: '1000m' }, limits: { cpu: 1 } } }]
      }),
      []
    ],
    ['null as good as absent', template({ volumes: null, dnsConfig: null, hostname: null }), []]
  ])('%s', (_, value, expected) => {
    expect(found(value)).toEqual(expected)
  })
})

describe('limits', () => {
  const inContainer = (fields: object) => template({ containers: [{ ...container, ...fields }] })
  const inVolume = (source: object) => template({ volumes: [{ name: 'v', ...source }] })
  const token = (expirationSeconds: number) => ({
    sources: [{ serviceAccountToken: { path: 't', expirationSeconds } }]
  })
  const prefer = (weight: number) => ({
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight, preference: {} }]
  })
  const indexed = (fields: object) =>
    template({}, { completionMode: 'Indexed', completions: 200_000, ...fields })

  test.each<[string, (value: never) => object, unknown[], unknown[]]>([
    [
      'hostPort',
      (hostPort) => inContainer({ ports: [{ containerPort: 1, hostPort }] }),
      [0, 1, 65_535],
      [-1, 65_536]
    ],
    [
      'containerPort',
      (containerPort) => inContainer({ ports: [{ containerPort }] }),
      [1, 65_535],
      [0, -1, 65_536]
    ],
    [
      'probe port',
      (port) => inContainer({ livenessProbe: { tcpSocket: { port } } }),
      [1, 65_535, 'http'],
      [0, 65_536, '80', '']
    ],
    [
      'activeDeadlineSeconds',
      (activeDeadlineSeconds) => template({ activeDeadlineSeconds }),
      [1, 2_147_483_647],
      [0, 2_147_483_648]
    ],
    [
      'defaultMode',
      (defaultMode) => inVolume({ secret: { secretName: 's', defaultMode } }),
      [0, 511],
      [-1, 512, 644]
    ],
    [
      'runAsUser',
      (runAsUser) => template({ securityContext: { runAsUser } }),
      [0, 2_147_483_647],
      [-1, 2_147_483_648]
    ],
    ['weight', (weight) => template({ affinity: { nodeAffinity: prefer(weight) } }), [1, 100], [0, 101]],
    [
      'expirationSeconds',
      (seconds) => inVolume({ projected: token(seconds) }),
      [600, 4_294_967_296],
      [599, 4_294_967_297]
    ],
    [
      'sleep',
      (seconds) => inContainer({ lifecycle: { preStop: { sleep: { seconds } } } }),
      [0, 30],
      [-1, 31]
    ],
    [
      'successThreshold',
      (n) => inContainer({ livenessProbe: { exec: { command: ['a'] }, successThreshold: n } }),
      [0, 1],
      [-1, 2]
    ],
    [
      'partition',
      (partition) => inVolume({ gcePersistentDisk: { pdName: 'd', partition } }),
      [0, 255],
      [-1, 256]
    ],
    [
      'nameservers',
      (n) => template({ dnsConfig: { nameservers: new Array(n).fill('1.1.1.1') } }),
      [0, 3],
      [4]
    ],
    ['searches', (n) => template({ dnsConfig: { searches: new Array(n).fill('a') } }), [32], [33]],
    [
      'maxSkew',
      (maxSkew) =>
        template({
          topologySpreadConstraints: [{ maxSkew, topologyKey: 'z', whenUnsatisfiable: 'ScheduleAnyway' }]
        }),
      [1],
      [0, -1]
    ],
    [
      'seLinuxChangePolicy',
      (seLinuxChangePolicy) => template({ securityContext: { seLinuxChangePolicy } }),
      ['Recursive'],
      ['MountOption', '']
    ],
    ['parallelism of Indexed', (parallelism) => indexed({ parallelism }), [100_000], [100_001]],
    [
      'parallelism of many',
      (parallelism) => indexed({ parallelism, backoffLimitPerIndex: 1, maxFailedIndexes: 1 }),
      [10_000],
      [10_001]
    ],
    [
      'maxFailedIndexes of many',
      (n) => indexed({ backoffLimitPerIndex: 1, maxFailedIndexes: n }),
      [0, 10_000],
      [10_001, -1]
    ],
    ['Job name', (n) => ({ ...template({}), metadata: { name: 'a'.repeat(n) } }), [63], [64, 254]],
    ['managedBy', (n) => template({}, { managedBy: `a/${'b'.repeat(n)}` }), [61], [62]]
  ])('of %s', (_, make, good, bad) => {
    for (const value of good) expect(found(make(value as never)), String(value)).toEqual([])
    for (const value of bad) expect(found(make(value as never)), String(value)).toHaveLength(1)
  })
})

test('the first use of a name that is used twice is a related place', () => {
  const value = template({ volumes: [{ name: 'v' }, { name: 'v' }] })
  const [problem] = validate({ kind: 'Job', version: newestVersion, value })
  expect(problem).toEqual({
    id: 'V1',
    type: 'Duplicate',
    path: ['spec', 'template', 'spec', 'volumes', 1, 'name'],
    message: 'Volume name "v" is used twice, but must be unique.',
    related: [{ path: ['spec', 'template', 'spec', 'volumes', 0, 'name'], message: 'First used here.' }]
  })
})

test('messages say what was found and what to write', () => {
  const value = template({ dnsPolicy: 'Clusterfirst', containers: [{ ...container, name: 'My_App' }] })
  expect(validate({ kind: 'Job', version: newestVersion, value }).map(({ message }) => message)).toEqual([
    'Field name "My_App" must consist of lowercase letters, digits and "-", and start and end with a letter or digit; for example "my-app".',
    'Field dnsPolicy is "Clusterfirst", but must be ClusterFirst, ClusterFirstWithHostNet, Default or None. Did you mean ClusterFirst?'
  ])
})

describe('a partial manifest', () => {
  test.each<[string, object, string[]]>([
    [
      'is not asked for what is missing',
      { spec: { template: { spec: { containers: [{ name: 'a' }] } } } },
      []
    ],
    [
      'is judged by what is written',
      job({ backoffLimit: -1, template: { spec: { restartPolicy: 'Always' } } }, {}),
      ['J1 spec.backoffLimit', 'J11 spec.template.spec.restartPolicy']
    ],
    [
      'may mount volumes of its base',
      template({ containers: [{ name: 'a', volumeMounts: [{ name: 'base', mountPath: '/x' }] }] }),
      []
    ],
    ['may rely on a base that is Indexed', job({ backoffLimitPerIndex: 1, maxFailedIndexes: 1 }, {}), []],
    [
      'cannot be Indexed and not',
      job({ backoffLimitPerIndex: 1, completionMode: 'NonIndexed' }, {}),
      ['J7 spec.backoffLimitPerIndex']
    ],
    ['is empty', {}, []]
  ])('%s', (_, value, expected) => {
    expect(found(value, { partial: true })).toEqual(expected)
  })
})

describe('placeholders', () => {
  const unknown = (value: unknown) => typeof value === 'string' && value.includes('{{')
  test.each<[string, object, string[]]>([
    [
      'in names',
      { ...template({}), metadata: { name: '{{ NAME }}', labels: { '{{ KEY }}': 'x', a: '{{ VALUE }}' } } },
      []
    ],
    [
      'for numbers and choices',
      template(
        { dnsPolicy: '{{ DNS }}', activeDeadlineSeconds: '{{ N }}' },
        { completions: '{{ N }}', completionMode: 'Indexed' }
      ),
      []
    ],
    [
      'among volumes that a mount may mean',
      template({
        volumes: [{ name: '{{ V }}' }],
        containers: [{ ...container, volumeMounts: [{ name: 'data', mountPath: '/x' }] }]
      }),
      []
    ],
    [
      'beside what is plainly wrong',
      template({ hostname: '{{ H }}', subdomain: 'A_B' }),
      ['P8 spec.template.spec.subdomain']
    ],
    [
      'for whole objects',
      template({ securityContext: '{{ S }}', containers: [{ ...container, resources: '{{ R }}' }] }),
      []
    ]
  ])('%s are not judged', (_, value, expected) => {
    expect(found(value, { unknown })).toEqual(expected)
  })
})

describe('versions', () => {
  const strictEnv = template({ containers: [{ ...container, env: [{ name: '1A', value: 'x' }] }] })
  test.each<[string, object, string, string[]]>([
    [
      'env names are relaxed since 1.32',
      strictEnv,
      '1.31',
      ['E1 spec.template.spec.containers.0.env.0.name']
    ],
    ['env names are relaxed since 1.32', strictEnv, '1.32', []],
    ['managedBy is dropped before 1.32', template({}, { managedBy: 'x' }), '1.31', []],
    ['managedBy is judged since 1.32', template({}, { managedBy: 'x' }), '1.32', ['J9 spec.managedBy']],
    [
      'IPs may have leading zeros before 1.36',
      template({ dnsConfig: { nameservers: ['010.0.0.1'] } }),
      '1.35',
      []
    ],
    [
      'and not since',
      template({ dnsConfig: { nameservers: ['010.0.0.1'] } }),
      '1.36',
      ['P7 spec.template.spec.dnsConfig.nameservers.0']
    ]
  ])('%s (%#)', (_, value, version, expected) => {
    expect(found(value, { version })).toEqual(expected)
  })
})

describe('properties', () => {
  const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/)
  const count = fc.integer({ min: 0, max: 1000 })
  const amount = fc.integer({ min: 1, max: 1000 })
  const valid = fc.record({
    metadata: fc.record({ name, labels: fc.dictionary(name, name) }),
    spec: fc.record(
      {
        backoffLimit: count,
        completions: count,
        parallelism: count,
        ttlSecondsAfterFinished: count,
        activeDeadlineSeconds: count,
        suspend: fc.boolean(),
        template: fc.record({
          spec: fc.record({
            restartPolicy: fc.constantFrom('Never', 'OnFailure'),
            containers: fc
              .uniqueArray(name, { minLength: 1, maxLength: 4 })
              .chain((names) => fc.tuple(fc.constant(names), amount))
              .map(([names, cpu]) =>
                names.map((one) => ({
                  name: one,
                  image: 'app:1',
                  resources: { requests: { cpu: `${cpu}m` }, limits: { cpu: `${cpu}m`, memory: `${cpu}Mi` } }
                }))
              )
          })
        })
      },
      { requiredKeys: ['template'] }
    )
  })

  test('valid Jobs pass', () => {
    fc.assert(
      fc.property(valid, (value) => {
        expect(found(value)).toEqual([])
      })
    )
  })

  test('one number out of range is caught at its field', () => {
    const fields = [
      'backoffLimit',
      'completions',
      'parallelism',
      'ttlSecondsAfterFinished',
      'activeDeadlineSeconds'
    ]
    fc.assert(
      fc.property(valid, fc.constantFrom(...fields), fc.integer({ max: -1 }), (value, field, number) => {
        const changed = { ...value, spec: { ...value.spec, [field]: number } }
        expect(found(changed)).toEqual([`J1 spec.${field}`])
      })
    )
  })

  test('arbitrary JSON never makes it throw', () => {
    const known = fc.constantFrom(...Object.keys(richPod()), 'name', 'spec', 'template', 'metadata')
    const key = fc.oneof(known, fc.constantFrom('__proto__', 'constructor', 'toString', ''), fc.string())
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 9 },
        fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constant('')),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 6 })
      )
    }))
    fc.assert(
      fc.property(tree, (value) => judgeAll(value)),
      { numRuns: 1000 }
    )
  })

  test('nor do JSON of the right shape with anything in its places', () => {
    const junk = fc.constantFrom<unknown>(
      null,
      '',
      'a',
      0,
      -1,
      1e300,
      Number.NaN,
      true,
      [],
      [null],
      {},
      [[]],
      { a: null },
      [{}],
      '__proto__'
    )
    const base = JSON.stringify(richPod())
    const leaf = fc.tuple(fc.nat(), junk)
    fc.assert(
      fc.property(fc.array(leaf, { minLength: 1, maxLength: 5 }), (changes) => {
        const value = JSON.parse(base) as object
        for (const [at, to] of changes) replaceAt(value, at, to)
        const rules = {
          rules: [
            { onExitCodes: value, onPodConditions: [value], succeededIndexes: '0-1', succeededCount: 1 }
          ]
        }
        const spec = {
          podFailurePolicy: rules,
          successPolicy: rules,
          selector: value,
          completionMode: 'Indexed',
          completions: 2
        }
        const whole = { ...spec, template: { metadata: value, spec: value } }
        judgeAll({
          metadata: value,
          spec: { ...value, ...whole, jobTemplate: { metadata: value, spec: whole } }
        })
      }),
      { numRuns: 40 }
    )
  })

  test('nor does depth', () => {
    let deep: unknown = 'x'
    for (let depth = 0; depth < 10_000; depth += 1) deep = depth % 2 ? { spec: deep } : [deep]
    judgeAll(deep)
    judgeAll({ spec: { template: { spec: { containers: deep, volumes: deep, affinity: deep } } } })
  })

  test('many entries and a long hostile text cost no more than their size', () => {
    expectLinear((size) => {
      const text = `${'a.'.repeat(size * 16)}!${'-'.repeat(size * 16)}${"['".repeat(size * 6)}`
      const many = Array.from({ length: size }, (_, index) => ({
        name: `n${index % 7}`,
        mountPath: text.slice(0, 9),
        containerPort: 80
      }))
      judgeAll(
        template(
          {
            hostname: text,
            volumes: many,
            containers: [{ name: text, image: text, volumeMounts: many, ports: many, env: many }]
          },
          { managedBy: text }
        )
      )
      judgeAll({
        metadata: { name: text, generateName: text, labels: { [text]: text } },
        spec: { schedule: text, timeZone: text }
      })
    }, 1600)
  })
})

function judgeAll(value: unknown): void {
  for (const kind of ['Job', 'CronJob', 'Pod'] as const) {
    for (const partial of [true, false]) {
      const target: Target = { kind, version: newestVersion, value, partial, unknown: (one) => one === 'a' }
      for (const judge of [validate, warnings, neverRuns]) judge(target)
    }
    podSecurity((value as { spec?: unknown } | null)?.spec, value, 'restricted', newestVersion, kind)
  }
}

/** A Pod in which most fields that the constraints look at are there. */
function richPod(): Record<string, unknown> {
  const selector = {
    matchLabels: { a: 'b' },
    matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }]
  }
  const term = {
    topologyKey: 'zone',
    labelSelector: selector,
    namespaceSelector: selector,
    namespaces: ['a']
  }
  const keyed = { ...term, matchLabelKeys: ['c'], mismatchLabelKeys: ['d'] }
  const node = { matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }], matchFields: [] }
  const handler = { httpGet: { port: 80, httpHeaders: [{ name: 'A', value: 'b' }] } }
  const profile = { type: 'Localhost', localhostProfile: 'a' }
  const windowsOptions = { hostProcess: true, runAsUserName: 'a' }
  const items = [{ key: 'a', path: 'b', mode: 0 }]
  const files = [{ path: 'a', fieldRef: { fieldPath: 'metadata.name' }, mode: 0 }]
  const claim = {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
    dataSource: { kind: 'a', name: 'b' }
  }
  const sources = [
    'gitRepo',
    'nfs',
    'iscsi',
    'fc',
    'flocker',
    'quobyte',
    'azureDisk',
    'csi',
    'flexVolume',
    'storageos',
    'image'
  ]
  const main = {
    name: 'main',
    image: 'app:1',
    ports: [{ name: 'http', containerPort: 80, hostPort: 80, hostIP: '1.1.1.1', protocol: 'TCP' }],
    env: [
      { name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a']" } } },
      { name: 'B', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
      {
        name: 'C',
        valueFrom: {
          secretKeyRef: { name: 'a', key: 'b' },
          fileKeyRef: { key: 'a', path: 'b', volumeName: 'e' }
        }
      }
    ],
    envFrom: [{ prefix: 'A', configMapRef: { name: 'a' } }],
    resources: {
      limits: { cpu: '1', 'hugepages-2Mi': '2Mi', 'a/b': '1' },
      requests: { cpu: 1 },
      claims: [{ name: 'a', request: 'b' }]
    },
    volumeMounts: [
      { name: 'e', mountPath: '/a', subPath: 'b', mountPropagation: 'None', recursiveReadOnly: 'Enabled' }
    ],
    volumeDevices: [{ name: 'e', devicePath: '/b' }],
    livenessProbe: { ...handler, successThreshold: 1 },
    readinessProbe: { grpc: { port: 80 } },
    startupProbe: { tcpSocket: { port: 'http' } },
    lifecycle: { preStop: { sleep: { seconds: 1 } }, postStart: { exec: { command: ['a'] } } },
    securityContext: {
      seccompProfile: profile,
      appArmorProfile: profile,
      windowsOptions,
      capabilities: { add: ['A'], drop: ['ALL'] }
    },
    resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }],
    restartPolicy: 'Always',
    restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }]
  }
  return {
    name: 'a',
    labels: { a: 'b' },
    annotations: { 'container.apparmor.security.beta.kubernetes.io/main': 'unconfined', a: 'b' },
    finalizers: ['a/b'],
    ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'b', uid: 'c' }],
    restartPolicy: 'Never',
    containers: [main],
    initContainers: [{ ...main, name: 'init' }],
    ephemeralContainers: [{ ...main, name: 'debug' }],
    volumes: [
      { name: 'e', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'c', configMap: { name: 'a', items } },
      { name: 'd', downwardAPI: { items: files } },
      {
        name: 'p',
        projected: { sources: [{ secret: { name: 'a', items } }, { serviceAccountToken: { path: 't' } }] }
      },
      { name: 'q', ephemeral: { volumeClaimTemplate: { metadata: {}, spec: claim } } },
      ...sources.map((source) => ({
        name: source.toLowerCase(),
        [source]: { path: '/a', driver: 'b', options: { a: 'b' } }
      }))
    ],
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [node] },
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: node }]
      },
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [keyed] },
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }]
      }
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'a',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: selector,
        matchLabelKeys: ['c']
      }
    ],
    tolerations: [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 1 }],
    securityContext: {
      sysctls: [{ name: 'a.b', value: 'c' }],
      supplementalGroups: [1],
      windowsOptions,
      seccompProfile: profile
    },
    dnsPolicy: 'None',
    dnsConfig: { nameservers: ['::1'], searches: ['a'], options: [{ name: 'a' }] },
    hostAliases: [{ ip: '1.1.1.1', hostnames: ['a'] }],
    schedulingGates: [{ name: 'a' }],
    readinessGates: [{ conditionType: 'a' }],
    resourceClaims: [{ name: 'a', resourceClaimName: 'b' }],
    imagePullSecrets: [{ name: 'a' }],
    overhead: { cpu: '1' },
    resources: { limits: { cpu: '1' }, requests: { memory: '1' } },
    os: { name: 'windows' },
    nodeSelector: { a: 'b' },
    hostNetwork: true,
    hostUsers: false
  }
}

function replaceAt(value: object, number: number, to: unknown): void {
  const keys = Object.keys(value)
  const key = keys[number % keys.length]
  if (key === undefined) return
  const next = (value as Record<string, unknown>)[key]
  const deeper = typeof next === 'object' && next !== null && number % 3 !== 0
  if (deeper) replaceAt(next, Math.floor(number / 3), to)
  else (value as Record<string, unknown>)[key] = to
}
