import { describe, expect, test } from 'vitest'
import { type PodSecurityLevel, podSecurity } from '../../src/kubernetes/api/pod-security.ts'
import type { Kind } from '../../src/kubernetes/api/validation/index.ts'
import { newestVersion } from '../../src/kubernetes/api/versions.ts'
import { presentSets, recordedVersion, verdictRows } from '../recorded-verdicts.ts'
import { readAsGo } from './go-yaml.ts'

interface RecordedDocument {
  readonly docIndex: number
  readonly itemIndex?: number
  readonly kind: Kind
  readonly podSecurity?: Readonly<Record<PodSecurityLevel, readonly string[]>>
}

interface RecordedRow {
  readonly id: string
  readonly documents: readonly RecordedDocument[]
}

describe.each(presentSets)('against the recorded evaluator (%s)', (set) => {
  test('the same checks fail', () => {
    const judged = verdictRows<RecordedRow>(set).flatMap(judge)
    console.log(`${set}: ${judged.length} judgements`)
    expect(judged.filter(({ expected, actual }) => expected !== actual)).toEqual([])
  }, 60_000)
})

function judge({ id, text, documents }: RecordedRow & { readonly text: string }) {
  const recorded = documents.filter((document) => document.podSecurity)
  if (recorded.length === 0) return []
  const values = readAsGo(text)
  return recorded.flatMap(({ docIndex, itemIndex, kind, podSecurity: levels }) => {
    const document = values[docIndex] as { items: unknown[] }
    const template = templateOf(kind, itemIndex === undefined ? document : document.items[itemIndex])
    return (['baseline', 'restricted'] as const).map((level) => {
      const failed = podSecurity(template?.spec, template?.metadata, level, recordedVersion, kind)
      const expected = [...(levels?.[level] ?? [])].sort().join(' ')
      return { id, level, expected, actual: failed.map(({ check }) => check).join(' ') }
    })
  })
}

interface Manifest {
  readonly metadata?: unknown
  readonly spec?: { readonly template?: Manifest; readonly jobTemplate?: Manifest }
}

function templateOf(kind: Kind, value: unknown): Manifest | undefined {
  const manifest = value as Manifest
  if (kind === 'Pod') return manifest
  return (kind === 'Job' ? manifest : manifest.spec?.jobTemplate)?.spec?.template
}

const container = {
  name: 'main',
  securityContext: {
    allowPrivilegeEscalation: false,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' }
  }
}

test.each<[string, object, PodSecurityLevel, string, string[]]>([
  ['a locked down Pod', { containers: [container] }, 'restricted', newestVersion, []],
  ['a plain Pod', { containers: [{ name: 'a' }] }, 'baseline', newestVersion, []],
  [
    'root in its own user namespace',
    {
      hostUsers: false,
      containers: [{ ...container, securityContext: { ...container.securityContext, runAsUser: 0 } }]
    },
    'restricted',
    newestVersion,
    []
  ],
  [
    'the same before 1.35',
    {
      hostUsers: false,
      containers: [{ ...container, securityContext: { ...container.securityContext, runAsUser: 0 } }]
    },
    'restricted',
    '1.34',
    ['runAsUser']
  ],
  [
    'a probe of another host',
    { containers: [{ name: 'a', livenessProbe: { httpGet: { host: 'x', port: 1 } } }] },
    'baseline',
    '1.34',
    ['hostProbesAndHostLifecycle']
  ],
  [
    'the same before 1.34',
    { containers: [{ name: 'a', livenessProbe: { httpGet: { host: 'x', port: 1 } } }] },
    'baseline',
    '1.33',
    []
  ],
  [
    'a sysctl that is safe since 1.32',
    { securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem' }] } },
    'baseline',
    '1.31',
    ['sysctls']
  ],
  [
    'a hostPath volume',
    { containers: [container], volumes: [{ name: 'v', hostPath: { path: '/' } }] },
    'restricted',
    newestVersion,
    ['restrictedVolumes']
  ]
])('%s', (_, spec, level, version, checks) => {
  expect(podSecurity(spec, {}, level, version).map(({ check }) => check)).toEqual(checks)
})

test('a failed check points at the first place and names the others', () => {
  const spec = {
    containers: [
      { name: 'a', securityContext: { privileged: true } },
      { name: 'b', securityContext: { privileged: true } }
    ]
  }
  expect(podSecurity(spec, undefined, 'baseline', newestVersion)).toEqual([
    {
      check: 'privileged',
      path: ['spec', 'containers', 0, 'securityContext', 'privileged'],
      message: 'No container may be privileged, because it could do anything on its node.',
      also: [['spec', 'containers', 1, 'securityContext', 'privileged']]
    }
  ])
})
