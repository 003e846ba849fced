import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import { type DeliveryMethod, deliveryName, type Resource } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'fixed-name',
  summary: 'Give a Job that is applied again a name that changes each time.',
  rationale: `A Job's Pod template is immutable. When the same name is applied a second time with another image or
command, the API server answers "field is immutable" and the deployment fails; when nothing changed, nothing runs at
all; \`kubectl create\` says "already exists". A name that contains the release (\`migrate-2.4.1\`), generateName with
\`kubectl create\`, or a hook that deletes the previous run avoids all three.`,
  whenNot: `It stays quiet on hooks of Helm and Argo CD, on objects that are replaced (Argo CD's Force and Replace,
Flux's force, on the object or on the whole application), on names that contain a version, date, hash, number or
placeholder, under a kustomization with a nameSuffix, with a TTL of 0, on patches and fragments, and on Jobs that a
queue, an owner or another controller manages. Turn it off where a script deletes the Job before applying it.`,
  category: 'identity',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['Job'],
  fixes: ['unsafe'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-selector-and-pod-template',
    'https://github.com/helm/helm/issues/7725'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'The second release collides with the first',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
        spec:
          ttlSecondsAfterFinished: 3600
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
          name: migrate-3.1.0
        spec:
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
  if (!name.text || isPartial || managedBy !== undefined) return
  if (delivery.isHook || delivery.isReplaced || jobSpec?.at('ttlSecondsAfterFinished').integer === 0) return
  if (changing.test(name.text) || surroundings.kustomization?.nameSuffix !== undefined) return
  const { method } = delivery
  const fix = generated(name, resource, calls)
  const by = method === 'unknown' ? '' : ` with ${deliveryName(method)}`
  yield {
    at: name,
    message: `A second run of Job ${quoted(name.text)}${by} fails or does nothing, because the Job already exists and its template is immutable. ${advice[method] ?? 'Put the release in the name, or make the Job a hook.'}`,
    ...(fix && { fix })
  }
}

const create = 'Use generateName with kubectl create, or put the release in the name.'

const advice: Readonly<Partial<Record<DeliveryMethod, string>>> = {
  unknown: create,
  'kubectl-create': create,
  'kubectl-apply': 'Put the release in the name, or delete the Job before you apply it.',
  kustomize: 'Put the release in the name or in a nameSuffix, or delete the Job before you apply it.',
  flux: 'Put the release in the name, or let Flux replace it with kustomize.toolkit.fluxcd.io/force: enabled.'
}

/** A part of a name that changes from run to run: a number, version or date, or a hash with digits and letters. */
const changing = /(?:^|[-.])(?:v?\d+(?:[-.]\d+)*[a-z]?|r\d+|(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{6,64})(?:$|[-.])/

/** A name that the server completes, where the manifest may be created and nothing in its file calls the Job by its name. */
function generated(
  name: Field,
  { metadata, delivery }: Resource,
  calls: readonly string[]
): Fix<Field> | undefined {
  const { text = '' } = name
  if (delivery.isMeantAsHook) return undefined
  if (advice[delivery.method] !== create || metadata.at('generateName').exists) return undefined
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
