import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import { failureRules, matchesCode } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { unrepeatable } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'failure-policy-order',
  summary: 'Ignore disruptions before any rule on the exit codes 137 and 143.',
  rationale: `The first rule of a podFailurePolicy that matches decides, and the others are not looked at. A Pod that
is evicted, preempted or drained from its node has the condition \`DisruptionTarget\` *and* an exit code: 143 where
SIGTERM ended its program, 137 where SIGKILL did. A rule on exit codes that matches these, such as \`NotIn [0]\`, takes
the Pod when it comes first: the Job fails, or a retry is used up, for a drained node, and the rule that was to
ignore disruptions never acts. Put that rule first, unless the work must not be done twice: then a drained node had
better fail the Job, and the rule can go.`,
  whenNot: `It stays quiet where no rule ignores DisruptionTarget, and where the earlier rule names other exit codes or,
by containerName, another container than the one that does the work.`,
  category: 'retries',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  fixes: ['safe'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy',
    'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A drained node fails the Job',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 3600
          backoffLimit: 3
          podFailurePolicy:
            rules:
              # A bug: another try would not help.
              - action: FailJob
                onExitCodes:
                  operator: NotIn
                  values: [0]
              # Drained nodes are not our fault.
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
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 3600
          backoffLimit: 3
          podFailurePolicy:
            rules:
              # Drained nodes are not our fault.
              - action: Ignore
                onPodConditions:
                  - type: DisruptionTarget
                    status: "True"
              # A bug: another try would not help.
              - action: FailJob
                onExitCodes:
                  operator: NotIn
                  values: [0]
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Out of memory is 137, and so is an eviction that took too long',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "15 4 * * *"
          timeZone: Etc/UTC
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              activeDeadlineSeconds: 3600
              backoffLimit: 3
              podFailurePolicy:
                rules:
                  - {action: FailJob, onExitCodes: {operator: In, values: [42]}}
                  - {action: Count, onExitCodes: {operator: In, values: [137]}}
                  - {action: Ignore, onPodConditions: [{type: DisruptionTarget, status: "True"}]}
              template:
                spec:
                  restartPolicy: Never
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
          schedule: "15 4 * * *"
          timeZone: Etc/UTC
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              activeDeadlineSeconds: 3600
              backoffLimit: 3
              podFailurePolicy:
                rules:
                  - {action: Ignore, onPodConditions: [{type: DisruptionTarget, status: "True"}]}
                  - {action: FailJob, onExitCodes: {operator: In, values: [42]}}
                  - {action: Count, onExitCodes: {operator: In, values: [137]}}
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'A drained node had better fail a migration',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          activeDeadlineSeconds: 3600
          backoffLimit: 0
          podFailurePolicy:
            rules:
              - action: FailJob
                onExitCodes:
                  operator: NotIn
                  values: [0]
              - action: Ignore
                onPodConditions:
                  - type: DisruptionTarget
                    status: "True"
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["alembic", "upgrade", "head"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          activeDeadlineSeconds: 3600
          backoffLimit: 0
          podFailurePolicy:
            rules:
              - action: FailJob
                onExitCodes:
                  operator: NotIn
                  values: [0]
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["alembic", "upgrade", "head"]
      `
    },
    {
      title: 'Its own exit code, which no eviction gives',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 3600
          backoffLimit: 3
          podFailurePolicy:
            rules:
              - action: FailJob
                onExitCodes:
                  operator: In
                  values: [42]
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
    }
  ],

  *check(resource) {
    const rules = failureRules(resource)
    const ignoring = rules.findIndex(ignoresDisruptions)
    const ignore = rules[ignoring]
    if (ignore === undefined) return
    const before = rules.slice(0, ignoring)
    const deciding = (code: number) => before.find((rule) => matchesCode(rule, resource, code) === true)
    // A rule that ignores the code as well comes to the same.
    const codes = [143, 137].filter(
      (code) => !['', 'Ignore'].includes(deciding(code)?.at('action').text ?? '')
    )
    const earlier = before.find((rule) => codes.some((code) => deciding(code) === rule))
    if (earlier === undefined) return
    const taken = codes.filter((code) => deciding(code) === earlier)
    const action = earlier.at('action').text ?? ''
    const isRepeatable = unrepeatable(resource) === undefined
    yield {
      at: earlier,
      message: `An evicted Pod ends with exit code ${taken.join(' or ')}, so this rule matches first and ${effects[action] ?? 'decides'}: the later rule that ignores DisruptionTarget never acts. ${isRepeatable ? 'Move that rule to the front' : 'Remove it, or move it to the front if another run does no harm'}.`,
      related: [{ at: ignore, message: 'This rule is to ignore disruptions, but it comes later.' }],
      ...(isRepeatable && { fix: first(ignore, rules[0] ?? ignore) })
    }
  }
})

const effects: Readonly<Record<string, string>> = {
  FailJob: 'fails the whole Job',
  FailIndex: 'fails its index',
  Count: 'counts a failure'
}

function ignoresDisruptions(rule: Field): boolean {
  const conditions = rule.at('onPodConditions').items()
  const isDisruption = (condition: Field) =>
    condition.at('type').value === 'DisruptionTarget' && (condition.at('status').value ?? 'True') === 'True'
  return rule.at('action').value === 'Ignore' && conditions.some(isDisruption)
}

function first(ignore: Field, to: Field): Fix<Field> {
  return {
    title: 'Move the rule that ignores DisruptionTarget to the front',
    safety: 'safe',
    changes: [{ move: ignore, to }]
  }
}
