import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { definitions } from '../../schemas/compiled/definitions.ts'
import { compiledDefinitions } from '../../scripts/generate-schemas.ts'
import { wrongHistories } from '../../scripts/histories.ts'
import { applyPatch, createPatch, formatJson, type Json } from '../../scripts/schema-bundles.ts'
import { scalars } from '../../src/kubernetes/api/schema/decoders.ts'
import { schemaOf } from '../../src/kubernetes/api/schema.ts'
import { kubernetesVersions, newestVersion } from '../../src/kubernetes/api/versions.ts'

const schema = schemaOf(newestVersion)
const container = { name: 'main', image: 'busybox:1.36' }
const job = (spec: object, podSpec: object = {}) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'j' },
  spec: { template: { spec: { restartPolicy: 'Never', containers: [container], ...podSpec } }, ...spec }
})

describe('bundles', () => {
  test('are kept as the smallest patches, formatted', () => {
    const folder = new URL('../../schemas/', import.meta.url)
    for (const name of readdirSync(folder).filter((name) => /^v.*\.json$/.test(name))) {
      const text = readFileSync(new URL(name, folder), 'utf8')
      expect(`${formatJson(JSON.parse(text))}\n`).toBe(text)
    }
  })

  test('a patch leads from one value to the other', () => {
    const [from, to] = [
      { a: 1, b: { c: [1], d: 2 } },
      { b: { c: [2], d: 2 }, e: { f: 1 } }
    ] as Json[]
    expect(createPatch(from as Json, to as Json)).toEqual({ a: null, b: { c: [2] }, e: { f: 1 } })
    expect(applyPatch(from as Json, createPatch(from as Json, to as Json) as Json)).toEqual(to)
  })

  test('are compiled freshly (npm run generate)', () => {
    const committed = new URL('../../schemas/compiled/definitions.ts', import.meta.url)
    expect(readFileSync(committed, 'utf8')).toBe(compiledDefinitions())
  })
})

describe('types', () => {
  test('name only what is defined, and none contains itself', () => {
    const depth = (name: string, above: readonly string[]): number => {
      expect(above).not.toContain(name)
      const fields = Object.values(definitions[name] ?? {}).map(
        (type) => /[A-Za-z0-9]+(?= |$)/.exec(type)?.[0] as string
      )
      if (fields.length === 0) expect(Object.keys(scalars)).toContain(name)
      return 1 + Math.max(0, ...fields.map((field) => depth(field, [...above, name])))
    }
    for (const kind of ['Job', 'CronJob', 'Pod']) expect(depth(kind, [])).toBeLessThan(15)
  })
})

describe('problems', () => {
  test('an unknown field comes with the fields that exist there', () => {
    const [problem, ...others] = schema.validate('Job', job({}, { backoffLimit: 3 }))
    expect(others).toEqual([])
    expect(problem).toMatchObject({
      path: ['spec', 'template', 'spec', 'backoffLimit'],
      type: 'unknown-field',
      within: 'PodSpec'
    })
    expect(problem?.allowed).toContain('activeDeadlineSeconds')
    expect(schema.places('Job', 'backoffLimit')).toEqual(['spec.backoffLimit'])
    expect(schema.places('CronJob', 'backoffLimit')).toEqual(['spec.jobTemplate.spec.backoffLimit'])
    expect(schema.places('Pod', 'mountPath')).toContain('spec.containers[].volumeMounts[].mountPath')
    expect(schema.places('Pod', 'toString')).toEqual([])
  })

  test.each([
    [{ parallelism: '2' }, { path: ['spec', 'parallelism'], type: 'wrong-type', expected: ['integer'] }],
    [{ parallelism: 1.5 }, { path: ['spec', 'parallelism'], type: 'wrong-type', expected: ['integer'] }],
    [{ parallelism: 2 ** 31 }, { path: ['spec', 'parallelism'], type: 'range', maximum: 2147483647 }],
    [{ activeDeadlineSeconds: 2 ** 64 }, { type: 'range', maximum: 9223372036854775807n }],
    [{ suspend: 'yes' }, { path: ['spec', 'suspend'], type: 'wrong-type', expected: ['boolean'] }],
    [{ selector: [] }, { path: ['spec', 'selector'], type: 'wrong-type', expected: ['object'] }],
    [
      { template: { metadata: { labels: { app: 1 } } } },
      { path: ['spec', 'template', 'metadata', 'labels', 'app'] }
    ],
    [{ podFailurePolicy: { rules: {} } }, { type: 'wrong-type', expected: ['array'] }]
  ])('%j', (spec, problem) => {
    expect(schema.validate('Job', job(spec))).toMatchObject([problem])
  })

  test('all are found, in document order', () => {
    const problems = schema.validate(
      'Job',
      job({ suspend: 1, Parallelism: 2 }, { containers: [{ ...container, args: [1, 'a', true] }] })
    )
    expect(problems.map(({ path }) => path.join('.'))).toEqual([
      'spec.template.spec.containers.0.args.0',
      'spec.template.spec.containers.0.args.2',
      'spec.suspend',
      'spec.Parallelism'
    ])
  })

  test('null is absent everywhere, but an unknown field stays unknown', () => {
    expect(schema.validate('Job', job({ template: null, suspend: null }))).toEqual([])
    expect(schema.validate('Pod', { metadata: null, spec: { containers: [null], volumes: null } })).toEqual(
      []
    )
    expect(schema.validate('Job', job({ nothing: null }))).toMatchObject([{ type: 'unknown-field' }])
  })

  test('enums, required fields and bounds of validation are left to validation', () => {
    expect(schema.validate('CronJob', { spec: { concurrencyPolicy: '', jobTemplate: {} } })).toEqual([])
    expect(
      schema.validate(
        'Job',
        job({ completionMode: 'x', parallelism: -1 }, { containers: [{ imagePullPolicy: '' }] })
      )
    ).toEqual([])
  })

  test('names that every JavaScript object has are unknown fields like any other', () => {
    const hostile = JSON.parse(
      '{"spec": {"__proto__": 1, "constructor": 2, "toString": 3, "hasOwnProperty": null}}'
    )
    expect(schema.validate('Pod', hostile).map(({ path, type }) => `${type} ${path[1]}`)).toEqual([
      'unknown-field __proto__',
      'unknown-field constructor',
      'unknown-field toString',
      'unknown-field hasOwnProperty'
    ])
    const labels = JSON.parse('{"metadata": {"labels": {"__proto__": 1, "constructor": "x"}}}')
    expect(schema.validate('Pod', labels)).toMatchObject([{ path: ['metadata', 'labels', '__proto__'] }])
  })

  test('values nested 10,000 deep do not exhaust the stack', () => {
    let deep: unknown = 1
    for (let level = 0; level < 10_000; level++) deep = level % 2 ? [deep] : { spec: deep }
    expect(
      schema.validate('Pod', { spec: deep, status: deep, metadata: { labels: { a: deep } } }).length
    ).toBe(3)
    expect(schema.validate('Pod', { metadata: { managedFields: [{ fieldsV1: deep }] } })).toEqual([])
  })
})

describe('versions', () => {
  test.each([
    ['managedBy', '1.29', false],
    ['managedBy', '1.30', true]
  ] as const)('%s in %s: %s', async (field, version, known) => {
    const { validate } = schemaOf(version)
    expect(validate('Job', job({ [field]: 'example.com/x' })).length === 0).toBe(known)
  })

  test('workloadRef came and went', () => {
    const having = kubernetesVersions.filter(
      (version) => schemaOf(version).places('Pod', 'workloadRef').length > 0
    )
    expect(having).toEqual(['1.35'])
  })

  test('the histories of fields fit the schemas', () => {
    expect(wrongHistories(definitions, kubernetesVersions)).toEqual([])
  })

  test('a history that is wrong is reported', () => {
    const histories = [{ title: 'x', fields: ['JobSpec.managedBy'], appears: '1.31' }]
    expect(wrongHistories(definitions, ['1.29', '1.30', '1.31'], histories)).toEqual([
      'x: JobSpec.managedBy should be in 1.31, and the schemas have it in 1.30, 1.31.'
    ])
  })
})

describe('cost', () => {
  test('is a few microseconds a Job', () => {
    const typical = job(
      { backoffLimit: 3, ttlSecondsAfterFinished: 600 },
      {
        containers: [
          {
            ...container,
            command: ['sh', '-c', 'echo'],
            env: [
              { name: 'A', value: 'b' },
              { name: 'C', valueFrom: { secretKeyRef: { name: 'd', key: 'e' } } }
            ],
            resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } },
            securityContext: { runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
            volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }]
          }
        ],
        volumes: [{ name: 'tmp', emptyDir: {} }]
      }
    )
    const runs = 20_000
    for (let run = 0; run < runs; run++) schema.validate('Job', typical)
    const start = performance.now()
    for (let run = 0; run < runs; run++) schema.validate('Job', typical)
    const microseconds = ((performance.now() - start) * 1000) / runs
    console.log(`schema: ${microseconds.toFixed(1)} µs a Job`)
    expect(microseconds).toBeLessThan(60)
  })
})
