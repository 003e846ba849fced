import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { fix } from '../../src/core/apply-fixes.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { parse } from '../../src/core/document/parse.ts'
import { isActive } from '../../src/core/rule/finding.ts'
import { lint } from '../../src/library.ts'
import type { Json, Path } from '../../src/yaml/tree.ts'

/*
 * The law: whatever field of a good manifest is misspelt or misplaced, there is one finding for it and none about
 * something that is missing; and the fixes take what the author wrote to its right place.
 */

const settings = settingsFor('job.yaml', { profile: 'strict' }, rules)

const pod = {
  restartPolicy: 'Never',
  serviceAccountName: 'report',
  automountServiceAccountToken: false,
  terminationGracePeriodSeconds: 20,
  priorityClassName: 'batch',
  tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
  nodeSelector: { disk: 'ssd' },
  containers: [
    {
      name: 'main',
      image: 'registry.example.com/report:1.4.2',
      imagePullPolicy: 'IfNotPresent',
      command: ['/app/run'],
      workingDir: '/app',
      env: [{ name: 'MONTH', value: '11' }],
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      volumeMounts: [{ name: 'data', mountPath: '/data' }]
    }
  ],
  volumes: [{ name: 'data', emptyDir: { sizeLimit: '1Gi' } }]
}
const labels = { 'app.kubernetes.io/name': 'report', 'app.kubernetes.io/component': 'batch', team: 'data' }
const job = {
  backoffLimit: 2,
  activeDeadlineSeconds: 900,
  ttlSecondsAfterFinished: 600,
  podReplacementPolicy: 'Failed',
  parallelism: 1,
  podFailurePolicy: {
    rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }]
  },
  template: { metadata: { labels }, spec: pod }
}
const annotations = { 'example.com/ticket': 'OPS-17' }
const metadata = { name: 'report-1-4-2', namespace: 'shop', labels, annotations }
const { ttlSecondsAfterFinished: _, ...cronJobsJob } = job
const manifests: Readonly<Record<string, Mutable>> = {
  Job: { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: job },
  CronJob: {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata,
    spec: {
      schedule: '5 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Replace',
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 2,
      failedJobsHistoryLimit: 2,
      jobTemplate: { spec: cronJobsJob }
    }
  }
}

type Mutable = { [key: string]: Mutable | Json }

/** A manifest with one field elsewhere, and where the field was. */
interface Slip {
  readonly title: string
  readonly home: Path
  readonly value: Json
  readonly text: string
}

const spellings: readonly [string, (name: string) => string][] = [
  ['in lower case', (name) => name.toLowerCase()],
  ['with a capital', (name) => name.charAt(0).toUpperCase() + name.slice(1)],
  ['in snake_case', (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)],
  ['without its last letter', (name) => name.slice(0, -1)],
  ['with two letters swapped', (name) => name.slice(0, 2) + name.charAt(3) + name.charAt(2) + name.slice(4)]
]

function* misspelt(kind: string): Generator<Slip> {
  for (const home of fieldsOf(manifests[kind] as Mutable)) {
    const name = String(home.at(-1))
    for (const [how, spell] of spellings) {
      const wrong = spell(name)
      if (wrong === name || name.length < 5) continue
      const { whole, value } = without(kind, home)
      at(whole, home.slice(0, -1))[wrong] = value
      yield { title: `${home.join('.')} ${how}`, home, value: value as Json, text: yamlOf(whole) }
    }
  }
}

/** What is meant for the Job, the CronJob or their Pods at every other level that does not have it. */
function* misplaced(kind: string): Generator<Slip> {
  const specs = kind === 'Job' ? [['spec']] : [['spec'], ['spec', 'jobTemplate', 'spec']]
  const ofJob = specs.at(-1) as string[]
  const podSpec = [...ofJob, 'template', 'spec']
  const levels = [[], ['metadata'], ...specs, [...ofJob, 'template'], podSpec, [...podSpec, 'containers', 0]]
  const known = new Set(['activeDeadlineSeconds', 'suspend'])
  for (const holder of [...specs, podSpec]) {
    for (const name of Object.keys(at(manifests[kind] as Mutable, holder))) {
      for (const level of levels) {
        const isAbove = level.length > holder.length && level[holder.length] === name
        if (String(level) === String(holder) || isAbove || name === 'containers' || name === 'template')
          continue
        const isValidThere = name === 'restartPolicy' && level.includes('containers')
        if (isValidThere || (known.has(name) && String(level) === String(podSpec))) continue
        if (name === 'template' || (holder === podSpec && level.includes('containers') && name === 'volumes'))
          continue
        const home = [...holder, name]
        const { whole, value } = without(kind, home)
        at(whole, level)[name] = value
        yield {
          title: `${home.join('.')} at ${level.join('.') || 'the root'}`,
          home,
          value: value as Json,
          text: yamlOf(whole)
        }
      }
    }
  }
}

describe.each(['Job', 'CronJob'])('%s', (kind) => {
  test('is good as it stands', () => {
    expect(said(yamlOf(manifests[kind] as Mutable))).toEqual([])
  })

  test.each([...misspelt(kind), ...misplaced(kind)].map((slip) => [slip.title, slip] as const))(
    '%s',
    (_, { home, value, text }) => {
      const found = said(text)
      expect(found.length, found.join('\n')).toBe(1)
      expect(found[0]).toMatch(/^schema /)
      const fixed = fix({ path: 'job.yaml', text }, settings, { unsafe: true }).text
      const [document] = parse({ path: 'job.yaml', text: fixed })
      expect(valueAt(document?.value, home), fixed).toEqual(value)
      expect(said(fixed)).toEqual([])
    }
  )
})

/** Rules and messages, all but infos. */
function said(text: string): string[] {
  return lint({ path: 'job.yaml', text }, settings)
    .findings.filter((finding) => isActive(finding) && finding.severity !== 'info')
    .map(({ ruleId, message }) => `${ruleId} ${message}`)
}

/** The paths of all keys that the API server knows by name. */
function* fieldsOf(value: Mutable | Json, path: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, below] of Object.entries(value)) {
    const isFree = /^(?:labels|annotations|nodeSelector|limits|requests)$/.test(String(path.at(-1)))
    if (isFree) continue
    const own = [...path, Array.isArray(value) ? Number(key) : key]
    if (!Array.isArray(value)) yield own
    yield* fieldsOf(below as Json, own)
  }
}

function without(kind: string, path: Path): { whole: Mutable; value: Mutable | Json } {
  const whole = structuredClone(manifests[kind] as Mutable)
  const holder = at(whole, path.slice(0, -1))
  const name = String(path.at(-1))
  const value = holder[name] as Mutable | Json
  delete holder[name]
  return { whole, value }
}

function at(root: Mutable, path: Path): Mutable {
  return path.reduce<Mutable>((value, key) => value[key] as Mutable, root)
}

function valueAt(root: Json | undefined, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Mutable | undefined)?.[key], root)
}

/** A value as block YAML. */
function yamlOf(value: unknown, indent = ''): string {
  if (Array.isArray(value))
    return value.map((item) => `${indent}- ${yamlOf(item, `${indent}  `).trimStart()}`).join('')
  if (typeof value !== 'object' || value === null) return `${indent}${JSON.stringify(value)}\n`
  return Object.entries(value)
    .map(([key, item]) =>
      typeof item === 'object'
        ? `${indent}${key}:\n${yamlOf(item, `${indent}  `)}`
        : `${indent}${key}: ${JSON.stringify(item)}\n`
    )
    .join('')
}
