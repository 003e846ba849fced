import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import type { Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { unrepeatable } from '../src/core/rule-kit/index.ts'
import { isSpotTaint } from '../src/kubernetes/container/index.ts'

export default defineRule({
  id: 'disruption-counts',
  summary: 'Do not let evictions use up the retries of a Job.',
  rationale: `A Pod that is evicted, preempted, or lost with its node counts as a failure of the task, although the
task did nothing wrong. With backoffLimit 0 the first node drain fails the Job; on spot nodes, which can disappear at
any time, a larger limit is soon used up too. With a podFailurePolicy that ignores the condition \`DisruptionTarget\`,
the Pod is replaced and the failure is not counted. Work that must not be done twice is better left to fail: in that
case the policy says so with the action \`Count\` or \`FailJob\`.`,
  whenNot: `It stays quiet with \`restartPolicy: OnFailure\`, which allows no podFailurePolicy, where a rule names
DisruptionTarget in any way, and on patches and fragments.`,
  category: 'retries',
  severity: { recommended: 'off', strict: 'info' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy',
    'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'The first drained node fails the Job',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 0
          podFailurePolicy:
            rules:
              - action: Ignore
                onPodConditions:
                  - type: DisruptionTarget
                    status: "True"
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Spot nodes disappear all the time',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 4
          template:
            spec:
              restartPolicy: Never
              tolerations:
                - key: cloud.google.com/gke-spot
                  operator: Equal
                  value: "true"
                  effect: NoSchedule
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 4
          podFailurePolicy:
            rules:
              - action: Ignore
                onPodConditions:
                  - type: DisruptionTarget
                    status: "True"
          template:
            spec:
              restartPolicy: Never
              tolerations:
                - key: cloud.google.com/gke-spot
                  operator: Equal
                  value: "true"
                  effect: NoSchedule
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Three retries on ordinary nodes',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 3
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'OnFailure allows no such policy',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: OnFailure
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    }
  ],

  *check(resource) {
    const { jobSpec, podSpec, isPartial } = resource
    if (jobSpec === undefined || isPartial || podSpec.at('restartPolicy').value !== 'Never') return
    if (namesDisruption(jobSpec)) return
    const limit = jobSpec.at('backoffLimit')
    const spot = podSpec.at('tolerations').items().find(isSpot)
    const isLow = limit.integer === 0 || limit.integer === 1
    if (!isLow && spot === undefined) return
    const reason = spot
      ? 'These Pods may run on spot nodes'
      : limit.integer === 0
        ? 'The Job has no retries'
        : 'The Job has one retry'
    yield {
      at: isLow ? limit : (spot ?? limit),
      message: `${reason}, and each eviction or lost node counts as a failure of the task. If another run does no harm, write a podFailurePolicy that ignores DisruptionTarget.`,
      ...(isFixable(resource) && { fix: ignoring(jobSpec) })
    }
  }
})

/** Not where another run would do harm, nor into a policy whose rules have an order. */
function isFixable(resource: Resource): boolean {
  const { jobSpec } = resource
  const replacement = jobSpec?.at('podReplacementPolicy')
  if (jobSpec === undefined || jobSpec.at('podFailurePolicy').exists) return false
  return (!replacement?.exists || replacement.value === 'Failed') && unrepeatable(resource) === undefined
}

function ignoring(jobSpec: Field): Fix<Field> {
  // Up to Kubernetes 1.33 a CronJob has to say the status.
  const rules = [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }]
  return {
    title: 'Write a podFailurePolicy that ignores DisruptionTarget',
    safety: 'unsafe',
    changes: [{ set: jobSpec.at('podFailurePolicy'), to: { rules }, after: 'backoffLimit' }]
  }
}

function namesDisruption(jobSpec: Field): boolean {
  const rules = jobSpec.at('podFailurePolicy', 'rules').items()
  const conditions = rules.flatMap((rule) => rule.at('onPodConditions').items())
  return conditions.some((condition) => condition.at('type').value === 'DisruptionTarget')
}

function isSpot(toleration: Field): boolean {
  return isSpotTaint(toleration.at('key').text ?? '', toleration.at('value').text ?? '')
}
