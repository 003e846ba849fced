import { describe, expect, test } from 'vitest'
import { dropDisabled } from '../../src/kubernetes/api/dropped.ts'
import { answer, type Kind } from '../../src/kubernetes/api/validation/index.ts'
import { expectLinear } from '../growth.ts'

const container = { name: 'main', image: 'example.com/app:1' }

/** A resource of a kind around a Pod spec. */
function around(kind: Kind, pod: object, job: object = {}): unknown {
  const spec = { restartPolicy: 'Never', containers: [container], ...pod }
  const jobSpec = { ...job, template: { spec } }
  const metadata = { name: 'report' }
  if (kind === 'Pod') return { metadata, spec }
  if (kind === 'Job') return { metadata, spec: jobSpec }
  return { metadata, spec: { schedule: '0 3 * * *', jobTemplate: { spec: jobSpec } } }
}

function said(kind: Kind, version: string, pod: object, job?: object) {
  const { refused, dropped } = answer({ kind, version, value: around(kind, pod, job) })
  return {
    refused: refused.map(({ path, message }) => `${path.at(-1)}: ${message}`),
    dropped: dropped.map(({ path }) => path.slice(path.indexOf('containers')).join('.'))
  }
}

const kinds = ['Job', 'CronJob', 'Pod'] as const

describe.each(kinds)('what a version has off, in a %s', (kind) => {
  test.each([
    ['1.33', ['restartPolicy'], []],
    ['1.34', [], ['containers.0.restartPolicy']],
    ['1.35', [], []]
  ] as const)(
    'a container with restartPolicy in %s is refused, dropped or served, and only one of these',
    (version, refused, dropped) => {
      const found = said(kind, version, { containers: [{ ...container, restartPolicy: 'OnFailure' }] })
      expect(found.refused.map((text) => text.split(':', 1)[0])).toEqual(refused)
      expect(found.dropped).toEqual(dropped)
    }
  )

  test('a handler that is left empty is refused, and the refusal names what was dropped', () => {
    const pod = { containers: [{ ...container, lifecycle: { preStop: { sleep: { seconds: 5 } } } }] }
    const { refused, dropped } = said(kind, '1.29', pod)
    expect(refused).toHaveLength(1)
    expect(refused[0]).toContain('Kubernetes 1.29 drops sleep first: it works in 1.30 and later.')
    expect(dropped).toEqual([])
    expect(said(kind, '1.30', pod)).toEqual({ refused: [], dropped: [] })
  })

  test('an image beside another source is dropped, and only the other counts', () => {
    const volumes = [{ name: 'data', emptyDir: {}, image: { reference: 'example.com/x:1' } }]
    expect(said(kind, '1.34', { volumes })).toMatchObject({ refused: [] })
    expect(said(kind, '1.34', { volumes }).dropped).toHaveLength(1)
    expect(said(kind, '1.35', { volumes }).refused).toHaveLength(1)
  })

  test('stopSignal goes with the lifecycle around it, where nothing else is in it', () => {
    const initContainers = [{ ...container, name: 'init', lifecycle: { stopSignal: 'SIGUSR1' } }]
    expect(said(kind, '1.36', { initContainers }).refused).toEqual([])
    const other = [{ ...container, name: 'init', lifecycle: {} }]
    expect(said(kind, '1.36', { initContainers: other }).refused).toHaveLength(1)
  })

  test('claims of containers go with those of the Pod, and the default of a field is no loss', () => {
    const resources = { claims: [{ name: 'gpu' }] }
    const claims = [{ name: 'gpu', resourceClaimName: 'gpu' }]
    const pod = { resourceClaims: claims, containers: [{ ...container, resources }] }
    expect(said(kind, '1.33', pod).refused).toEqual([])
    expect(said(kind, '1.33', pod).dropped).toHaveLength(1)
    expect(said(kind, '1.32', { hostUsers: true }).dropped).toEqual([])
    expect(said(kind, '1.32', { hostUsers: false }).dropped).toHaveLength(1)
  })
})

test('a value that every version refuses while it is off is not called dropped', () => {
  const tolerations = [{ key: 'a', operator: 'Gt', value: '5' }]
  const env = [{ name: 'a b', value: 'x' }]
  const found = said('Pod', '1.31', { tolerations, containers: [{ ...container, env }] })
  expect(found.refused).toHaveLength(2)
  expect(found.dropped).toEqual([])
})

test('a CronJob keeps the fields of its Job, so they are judged and lost all the same', () => {
  expect(said('Job', '1.31', {}, { managedBy: 'nobody' })).toMatchObject({ refused: [] })
  expect(said('CronJob', '1.31', {}, { managedBy: 'nobody' }).refused).toHaveLength(1)
  expect(said('CronJob', '1.31', {}, { managedBy: 'nobody' }).dropped).toEqual([])
  expect(said('CronJob', '1.31', {}, { managedBy: 'example.com/x' }).dropped).toHaveLength(1)
})

test('takes time in proportion to what is written, and copies what it changes only', () => {
  const many = (count: number) =>
    around('Pod', {
      containers: Array.from({ length: count }, () => ({ ...container, restartPolicy: 'Never' }))
    })
  expectLinear((size) => dropDisabled('Pod', many(size), '1.34'), 500)
  const value = many(2)
  expect(dropDisabled('Pod', value, '1.36').value).toBe(value)
  expect(JSON.stringify(dropDisabled('Pod', value, '1.34').value)).not.toContain('"restartPolicy":"Never"},{')
})
