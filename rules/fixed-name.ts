import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import { type DeliveryMethod, deliveryName, isMadeAgain, type Resource } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { changesEachTime } from '../src/core/rule-kit/index.ts'
import { duration, quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'fixed-name',
  summary: 'Give a Job that is applied again a name that changes each time.',
  rationale: `A Job's Pod template is immutable. When the same name is applied a second time with another image or
command, the API server answers "field is immutable" and the deployment fails; when nothing changed, nothing runs at
all; \`kubectl create\` says "already exists". A name that contains the release (\`migrate-2-4-1\`; kustomize can add it
as nameSuffix), generateName with \`kubectl create\`, or a hook that deletes the previous run avoids all three.

With a TTL the Job collides only until it is gone. The next apply or upgrade after that creates it again, and it runs
again: fine for a versioned migration, which then has nothing to do, and worth a thought for anything else.`,
  whenNot: `It stays quiet on hooks of Helm and Argo CD, on objects that are replaced (Argo CD's Force and Replace,
Flux's force, on the object or on the whole application), on names that contain a version, date, hash, number or
placeholder, under a kustomization with a nameSuffix, with a TTL of 0, with any other where another run does nothing, on the steps of kuttl
and Chainsaw tests, on patches and fragments, and on Jobs that a queue, an owner or another controller manages.
\`hook-cleanup\` reports a hook whose delete policy leaves the last run in the way. Turn it off where a script deletes the Job before applying it.`,
  category: 'identity',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['Job'],
  fixes: ['unsafe'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template',
    'https://github.com/helm/helm/issues/7725'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'The second release collides with the first, or runs again once the TTL has expired',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: load-prices
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: load
                  image: example.com/shop:3.1.0
                  command: ["./bin/load-prices"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: load-prices-3-1-0
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: load
                  image: example.com/shop:3.1.0
                  command: ["./bin/load-prices"]
      `
    },
    {
      title: 'A versioned migration may run again',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          labels:
            app.kubernetes.io/managed-by: Helm
        spec:
          ttlSecondsAfterFinished: 600
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: [alembic, upgrade, head]
      `
    },
    {
      title: 'The server completes the name of what is created',
      delivery: 'kubectl-create',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'The name contains the release',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate-3-1-0
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'The name is filled in later',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: process-item-$ITEM
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: process
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'A hook is deleted before it is created again',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            helm.sh/hook: pre-upgrade
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    }
  ],

  *checkResources(resources, { texts }) {
    const calls = texts.flatMap(callsIn)
    for (const resource of resources) yield* judge(resource, calls)
  }
})

function* judge(resource: Resource, calls: readonly string[]): Generator<Report> {
  const { metadata, jobSpec, delivery, surroundings, managedBy, isPartial } = resource
  const name = metadata.at('name')
  if (!name.text || isPartial || managedBy !== undefined || surroundings.test !== undefined) return
  if (delivery.isHook || delivery.isReplaced) return
  // Gone the moment it ends, so that the next apply may create it again; `ttl-range` reports what that costs.
  if (jobSpec?.at('ttlSecondsAfterFinished').integer === 0) return
  if (changesEachTime(name.text) || surroundings.kustomization?.nameSuffix !== undefined) return
  const ttl = ttlOf(resource)
  const { method } = delivery
  if (ttl !== undefined && method !== 'kubectl-create' && resource.task().again === 'harmless') return
  const fix = generated(name, resource, calls)
  const subject = `Job ${quoted(name.text)}`
  const what =
    method === 'kubectl-create'
      ? `A second kubectl create of ${subject} fails while the first one exists${ttl === undefined ? '' : `, until its TTL${ttl} has deleted it`}.`
      : ttl === undefined
        ? `Applied again${by(method)}, ${subject} fails (its template is immutable) or does nothing.`
        : `Applied again${by(method)}, ${subject} fails (its template is immutable) or does nothing; once its TTL${ttl} has deleted it, it runs again.`
  yield { at: name, message: `${what} ${advice[method] ?? general}`, ...(fix && { fix }) }
}

/** A TTL, in words; undefined where nothing deletes the Job, or a tool creates it again at once. */
function ttlOf({ jobSpec, delivery }: Resource): string | undefined {
  const ttl = jobSpec?.at('ttlSecondsAfterFinished')
  if (!ttl?.exists || isMadeAgain(delivery)) return undefined
  const seconds = ttl.integer
  if (seconds === undefined || seconds < 0) return ''
  return ` of ${duration(seconds)}`
}

/** What kubectl applies is the same thing whether kustomize has built it or not, and whether that is seen or not. */
function by(method: DeliveryMethod): string {
  return asFile.has(method) ? '' : ` with ${deliveryName(method)}`
}

const asFile: ReadonlySet<DeliveryMethod> = new Set<DeliveryMethod>(['unknown', 'kubectl-apply', 'kustomize'])

const general = 'Put the release in the name, or delete the Job before you apply it.'

const advice: Readonly<Partial<Record<DeliveryMethod, string>>> = {
  'kubectl-create': 'Use generateName, or put the release in the name.',
  helm: 'Put the release in the name, or make the Job a hook.',
  argocd: 'Put the release in the name, or make the Job a hook.',
  flux: 'Put the release in the name or, if it may run again, set kustomize.toolkit.fluxcd.io/force: enabled.'
}

/** A name that the server completes, where the manifest is created and nothing in its file calls the Job by its name. */
function generated(
  name: Field,
  { metadata, delivery }: Resource,
  calls: readonly string[]
): Fix<Field> | undefined {
  const { text = '' } = name
  if (delivery.isMeantAsHook || delivery.method !== 'kubectl-create') return undefined
  if (metadata.at('generateName').exists) return undefined
  if (text.length > longest || calls.some((call) => call.includes(text))) return undefined
  const to = `${text}-`
  return {
    title: `Write generateName: ${quoted(to)}`,
    safety: 'unsafe',
    changes: [
      { set: name, to },
      { rename: name, to: 'generateName' }
    ]
  }
}

/** Room for the hyphen, the five characters that follow it, and the index of a Pod. */
const longest = 50

/** What lines say behind the word job, which may name one: `kubectl wait job/migrate`, `job-name: migrate`; all that a Role's resourceNames say. */
function callsIn(text: string): string[] {
  if (text.includes('resourceNames')) return [text]
  return [...text.matchAll(/\bjobs?\b(.+)/gi)].map(([, rest = '']) => rest)
}
