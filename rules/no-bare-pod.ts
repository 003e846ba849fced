import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import { type DeliveryMethod, deadlineGuess, type Resource } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { isAgent, leastTtl, unending, unrepeatable, wordsOf } from '../src/core/rule-kit/index.ts'
import type { Json } from '../src/yaml/index.ts'

export default defineRule({
  id: 'no-bare-pod',
  summary: 'Require a controller for every Pod: a Job for a task, a Deployment for a server.',
  rationale: `Nothing watches over a Pod without a controller. When its node drains or dies, the work is lost and not
started again; when the Pod ends, it stays in the namespace as \`Completed\` or \`Error\` until a person removes it. A
Job retries, keeps count, and removes its Pods when it is deleted.`,
  whenNot: `It stays quiet on Pods with ownerReferences or a status, static and mirror Pods, hooks of Helm and Argo
CD, and Pods that a Kueue queue holds. Turn it off for folders of Pods that people start by hand to look around.`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['Pod'],
  fixes: ['unsafe'],
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods'],
  since: '0.1.0',
  examples: [
    {
      title: 'A task without a Job',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report-2026-11
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: example.com/shop:3.1.0
              command: ["./bin/report"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-2026-11
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 3600
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/shop:3.1.0
                  command: ["./bin/report"]
      `
    },
    {
      title: 'A server without a Deployment',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: example.com/web:1.0.0
      `
    },
    {
      title: 'A Helm test',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: smoke-test
          annotations:
            helm.sh/hook: test
        spec:
          restartPolicy: Never
          containers:
            - name: smoke-test
              image: example.com/smoke:1.0.0
      `
    },
    {
      title: 'A Pod of a Kueue pod group',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          generateName: train-
          labels:
            kueue.x-k8s.io/queue-name: research
        spec:
          restartPolicy: Never
          containers:
            - name: train
              image: example.com/train:7.2.0
      `
    }
  ],

  *checkResources(resources, { texts, logs }) {
    const jobs = new Set(texts.flatMap(jobNamesIn))
    for (const resource of resources)
      yield* judge(resource, { jobs, ttl: Math.max(3600, leastTtl(resource, logs, 0)) })
  }
})

function* judge(
  resource: Resource,
  { jobs, ttl }: { readonly jobs: ReadonlySet<string>; readonly ttl: number }
): Generator<Report> {
  const { root, metadata, podSpec, managedBy, delivery, isPartial } = resource
  if (isPartial || managedBy !== undefined || delivery.isHook) return
  const annotations = metadata.at('annotations')
  if (staticPod.some((key) => annotations.at(key).exists)) return
  const isTask = ['Never', 'OnFailure'].includes(podSpec.at('restartPolicy').text ?? '')
  const isTaken = jobs.has(metadata.at('name').text ?? '')
  const fix = isTask && !isTaken ? asJob(resource, ttl) : undefined
  yield {
    ...(fix && { fix }),
    at: root.at('kind'),
    message: isTask
      ? 'This Pod is a one-off task without a controller: if its node goes away, nothing starts it again, and once it ends, nothing removes it. Make it a Job.'
      : 'This Pod has no controller: if its node goes away, nothing starts it again. Make it a Deployment, or a Job if its work ends.'
  }
}

const staticPod = ['kubernetes.io/config.mirror', 'kubernetes.io/config.source', 'kubernetes.io/config.hash']

/** A Job that runs the Pod as often as it ran on its own, and is removed on its own. */
function asJob(resource: Resource, ttl: number): Fix<Field> | undefined {
  const { root, metadata, spec, podSpec } = resource
  if (!canBeJob(resource)) return undefined
  const own = ['labels', 'annotations'].filter((key) => metadata.at(key).entries().length > 0)
  const copied = Object.fromEntries(own.map((key) => [key, metadata.at(key).value as Json]))
  const isOnce = podSpec.at('restartPolicy').value === 'Never'
  const guess = podSpec.at('activeDeadlineSeconds').exists ? undefined : deadlineGuess(resource)
  const deadline = guess === undefined ? {} : { activeDeadlineSeconds: guess }
  const above = { ttlSecondsAfterFinished: ttl, ...deadline, backoffLimit: isOnce ? 0 : 6 }
  const beside = own.length > 0 ? { metadata: copied } : {}
  return {
    title: 'Make it a Job',
    safety: 'unsafe',
    changes: [
      { set: root.at('apiVersion'), to: 'batch/v1' },
      { set: root.at('kind'), to: 'Job' },
      { nest: spec, under: ['template', 'spec'], beside, above }
    ]
  }
}

/** Whether a Job of it would be accepted, could end, and would do no harm. */
function canBeJob(resource: Resource): boolean {
  const { metadata, podSpec, containers, delivery } = resource
  const name = metadata.at('name').text ?? metadata.at('generateName').text ?? ''
  const labels = metadata.at('labels').entries()
  if (name === '' || name.length > 63 || labels.some(([key]) => ofJobs.test(key))) return false
  if (delivery.isMeantAsHook || podSpec.at('ephemeralContainers').exists || !createdBy.has(delivery.method))
    return false
  if (containers.some((container) => isAgent(container) || unending(container) || isToolbox(container)))
    return false
  const isOnce = podSpec.at('restartPolicy').value === 'Never'
  return (isOnce || unrepeatable(resource) === undefined) && resource.validity().refused.length === 0
}

/** Every name in those documents of a text that contain a Job. */
function jobNamesIn(text: string): string[] {
  const holders = text.split(/^---/m).filter((document) => /\bkind["']?:\s*["']?Job\b/.test(document))
  const names = holders.flatMap((document) => [...document.matchAll(/\bname["']?:\s*["']?([\w.-]+)/g)])
  return names.map(([, name = '']) => name)
}

/** Whether it sleeps for a time, so that a person can work in it. */
function isToolbox(container: Field): boolean {
  return /\bsleep \d+[smhd]?$/.test(wordsOf(container).join(' ').trimEnd())
}

/** Those that neither create again what a TTL deletes, nor apply what must not change. */
const createdBy: ReadonlySet<DeliveryMethod> = new Set([
  'unknown',
  'kubectl-create',
  'kubectl-apply',
  'kustomize',
  'helm'
])

const ofJobs = /^(?:batch\.kubernetes\.io\/|job-name$|controller-uid$)/
