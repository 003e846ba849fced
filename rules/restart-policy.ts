import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import type { Resource } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { reportsOf } from '../src/core/rule-kit/index.ts'
import { closest } from '../src/text/index.ts'

export default defineRule({
  id: 'restart-policy',
  summary: 'Require restartPolicy Never or OnFailure in the Pods of a Job and in hook Pods.',
  rationale: `The API server refuses a Job whose Pod template says \`restartPolicy: Always\`, and a template without
restartPolicy, because it defaults to \`Always\`. \`Never\` leaves each failed Pod with its logs and creates a new one
for each retry; \`OnFailure\` restarts the container in place and deletes the Pod when the retries are used up.

A Pod on its own may have \`Always\`, and has it by default, but as a hook it then never ends. Helm waits for its end
until the timeout, also in \`helm test\`; Argo CD takes it as done as soon as it is ready, whatever comes of its work.`,
  whenNot: `It does not check init containers, where \`restartPolicy: Always\` makes a sidecar, and does not report a
policy that is missing from a patch or fragment.`,
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  counterparts: { 'kube-score': ['cronjob-restartpolicy'] },
  fixes: ['safe', 'unsafe'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template',
    'https://helm.sh/docs/topics/chart_tests/'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A policy that only servers may have',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-42
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Always
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-42
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'No policy at all',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              activeDeadlineSeconds: 1800
              backoffLimit: 2
              template:
                spec:
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              activeDeadlineSeconds: 1800
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'Policies are case-sensitive',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-42
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: onFailure
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-42
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: OnFailure
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'A test that is restarted whenever it has passed',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: smoke
          annotations:
            helm.sh/hook: test
        spec:
          restartPolicy: Always
          containers:
            - name: smoke
              image: example.com/smoke:1.0.0
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: smoke
          annotations:
            helm.sh/hook: test
        spec:
          restartPolicy: Never
          containers:
            - name: smoke
              image: example.com/smoke:1.0.0
      `
    },
    {
      title: 'A sidecar is an init container that always restarts',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-42
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: OnFailure
              initContainers:
                - name: proxy
                  image: example.com/proxy:2.0.1
                  restartPolicy: Always
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'A patch leaves the policy to its base',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-42
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              containers:
                - name: report
                  env:
                    - name: MONTH
                      value: "11"
      `
    }
  ],

  *check(resource) {
    const { refused } = resource.validity()
    yield* reportsOf(
      resource,
      refused.filter(({ id }) => id === 'J11' || id === 'J12'),
      fixOf
    )
    yield* endless(resource)
  }
})

/** A hook Pod that is restarted whenever its work is done, so that it never ends. */
function* endless(resource: Resource): Generator<Report> {
  const { kind, podSpec, delivery, managedBy, isPartial } = resource
  const at = podSpec.at('restartPolicy')
  if (kind !== 'Pod' || !delivery.isHook || managedBy !== undefined) return
  if (at.exists ? at.value !== 'Always' : isPartial) return
  const policy = at.exists ? 'With restartPolicy Always' : 'Without restartPolicy, which defaults to Always,'
  const wait =
    delivery.method === 'argocd-hook'
      ? 'Argo CD takes it as done once it is ready, whatever comes of its work'
      : 'Helm waits for its end until the timeout and then fails'
  const fix = fixOf(at)
  yield {
    at,
    message: `${policy} this hook Pod is restarted forever: ${wait}. Write restartPolicy: Never.`,
    ...(fix && { fix })
  }
}

function fixOf(at: Field): Fix<Field> | undefined {
  const { text } = at
  if (at.exists && text === undefined) return undefined
  // Word for word OnFailure is only refused beside podFailurePolicy.
  const isKnown = text === undefined || text === 'Always' || text === 'OnFailure'
  const to = isKnown ? 'Never' : closest(text, ['Never', 'OnFailure'])
  if (to === undefined) return undefined
  const safety = text?.toLowerCase() === to.toLowerCase() ? 'safe' : 'unsafe'
  return { title: `Write restartPolicy: ${to}`, safety, changes: [{ set: at, to }] }
}
