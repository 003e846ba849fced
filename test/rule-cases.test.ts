import { expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import type { OptionValue } from '../src/core/rule/rule.ts'
import { lint } from '../src/library.ts'

const job = (spec: string, metadata = 'name: a') =>
  `apiVersion: batch/v1\nkind: Job\nmetadata: {${metadata}}\nspec:\n${spec}`
const cron = (schedule: string, spec: string) =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec: {schedule: '${schedule}', jobTemplate: {spec: {${spec}}}}\n`
const ordered = (first: string, containers: string) =>
  job(
    `  podFailurePolicy: {rules: [${first}, {action: Ignore, onPodConditions: [{type: DisruptionTarget}]}]}\n  template: {spec: {restartPolicy: Never, containers: [${containers}]}}\n`
  )
const two = '{name: a, image: "a:1"}, {name: b, image: "b:1"}'
const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n${spec}`

/** Branches of rules that are not worth an example on their page: a rule, a manifest, and the lines that it reports. */
// biome-ignore format: a table, one case a line
const cases: readonly [string, string, string, number[], Record<string, OptionValue>?][] = [
  ['image-pinned', 'of an init container', pod('  initContainers:\n    - {name: a, image: app}\n  containers:\n    - {name: b, image: "app:1"}\n'), [6]],
  ['image-pinned', 'with a tag in capitals', pod('  containers:\n    - {name: a, image: "app:LATEST"}\n'), [6]],
  ['image-pinned', 'with a digest and no tag', pod('  containers:\n    - {name: a, image: "app@sha256:0000000000000000000000000000000000000000000000000000000000000000"}\n'), []],
  ['deadline-required', 'of a CronJob that is suspended', `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec: {schedule: '0 3 * * *', suspend: true, jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: 'a:1'}]}}}}}\n`, []],
  ['resources-required', 'of the whole Pod', pod('  resources: {limits: {memory: 1Gi, cpu: 1}}\n  containers:\n    - {name: a, image: "app:1"}\n'), []],
  ['resources-required', 'filled in later', pod('  containers:\n    - name: a\n      image: "app:1"\n      resources: $(RESOURCES)\n'), []],
  ['resources-required', 'of an init container', pod('  initContainers:\n    - {name: a, image: "app:1"}\n  containers:\n    - {name: b, image: "app:1", resources: {requests: {cpu: 1}, limits: {memory: 1Gi}}}\n'), [6]],
  ['hook-cleanup', 'whose policy is filled in later', job('  template: {spec: {containers: [{name: a, image: "a:1"}]}}\n', "generateName: a-, annotations: {argocd.argoproj.io/hook: Sync, argocd.argoproj.io/hook-delete-policy: '$(POLICY)'}"), []],
  ['ttl-required', 'that a queue manages', job('  managedBy: kueue.x-k8s.io/multikueue\n  template: {spec: {containers: [{name: a, image: "a:1"}]}}\n'), []],
  ['cron-never-fires', 'where Mondays match, whatever the date', cron('0 0 31 2 1', 'template: {}'), []],
  ['backoff-limit-range', 'of work that another rule is about', job('  backoffLimit: 20\n  template: {spec: {containers: [{name: a, image: "a:1", command: [alembic, upgrade, head]}]}}\n'), []],
  ['backoff-limit-range', 'where a policy is filled in later', job('  backoffLimit: 20\n  podFailurePolicy: $(POLICY)\n  template: {spec: {containers: [{name: a, image: "a:1"}]}}\n'), []],
  ['backoff-limit-range', 'where an ordinary failure is ignored, whatever the limit', job('  backoffLimit: 20\n  podFailurePolicy: {rules: [{action: Ignore, onExitCodes: {operator: In, values: [1]}}]}\n  template: {spec: {restartPolicy: Never, containers: [{name: a, image: "a:1"}]}}\n'), []],
  ['backoff-limit-range', 'where the policy is about another container', job('  backoffLimit: 20\n  podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {containerName: b, operator: NotIn, values: [0]}}]}\n  template: {spec: {restartPolicy: Never, containers: [{name: a, image: "a:1"}, {name: b, image: "b:1"}]}}\n'), [5]],
  ['failure-policy-order', 'with a rule about another container', ordered('{action: FailJob, onExitCodes: {containerName: b, operator: In, values: [137]}}', two), []],
  ['failure-policy-order', 'with a rule about the first container', ordered('{action: FailJob, onExitCodes: {containerName: a, operator: In, values: [137]}}', two), [5]],
  ['failure-policy-order', 'with all codes but those of an eviction', ordered('{action: FailJob, onExitCodes: {operator: NotIn, values: [0, 137, 143]}}', two), []],
  ['failure-policy-order', 'with all codes but one of an eviction', ordered('{action: FailIndex, onExitCodes: {operator: NotIn, values: [0, 143]}}', two), [5]],
  ['failure-policy-order', 'with codes that are filled in later', ordered('{action: FailJob, onExitCodes: {operator: In, values: [$(CODE), 137]}}', two), []],
  ['failure-policy-order', 'with an earlier rule that ignores the codes of an eviction', ordered('{action: Ignore, onExitCodes: {operator: In, values: [137, 143]}}, {action: FailJob, onExitCodes: {operator: NotIn, values: [0]}}', two), []],
  ['failure-policy-order', 'with an earlier rule that ignores one of the codes', ordered('{action: Ignore, onExitCodes: {operator: In, values: [143]}}, {action: FailJob, onExitCodes: {operator: NotIn, values: [0]}}', two), [5]],
  ['sidecar-blocks-completion', 'that Dapr adds for another word', job('  template: {metadata: {annotations: {dapr.io/enabled: "on"}}, spec: {restartPolicy: Never, containers: [{name: a, image: "a:1"}]}}\n'), [5]],
  ['sidecar-blocks-completion', 'that Vault adds for another word', job('  template: {metadata: {annotations: {vault.hashicorp.com/agent-inject: "1"}}, spec: {restartPolicy: Never, containers: [{name: a, image: "a:1"}]}}\n'), [5]],
  ['sidecar-blocks-completion', 'that Vault ends, by another word', job('  template: {metadata: {annotations: {vault.hashicorp.com/agent-inject: "true", vault.hashicorp.com/agent-pre-populate-only: "1"}}, spec: {restartPolicy: Never, containers: [{name: a, image: "a:1"}]}}\n'), []],
  ['failure-policy-order', 'with an earlier rule that ignores too', ordered('{action: Ignore, onExitCodes: {operator: In, values: [42]}}', two), []],
  ['failure-policy-order', 'where the condition is another', ordered('{action: FailJob, onExitCodes: {operator: In, values: [137]}}', two).replace('DisruptionTarget', 'ConfigIssue'), []],
  ['index-without-indexed', 'where a script has a default', job('  template: {spec: {containers: [{name: a, image: "a:1", command: [sh, -c, "run ${JOB_COMPLETION_INDEX:-0}"]}]}}\n'), []],
  ['index-without-indexed', 'where a program has a default', job(`  template: {spec: {containers: [{name: a, image: "a:1", command: [python, -c, "os.environ.get('JOB_COMPLETION_INDEX', 0)"]}]}}\n`), []],
  ['index-without-indexed', 'beside a variable of its own', job('  template: {spec: {containers: [{name: a, image: "a:1", command: [sh, -c, "run $MY_JOB_COMPLETION_INDEX ${JOB_COMPLETION_INDEX}"]}]}}\n'), [5]],
  ['parallelism-over-completions', 'filled in later', job('  parallelism: 5\n  completions: $(N)\n  template: {}\n'), []],
  ['parallelism-over-completions', 'in a CronJob', cron('@daily', 'parallelism: 5, completions: 4, template: {}'), [4]],
  ['parallel-non-idempotent', 'where there is never more than one Pod', job('  completions: 1\n  parallelism: 3\n  template: {spec: {containers: [{name: a, image: "a:1", command: [alembic, upgrade, head]}]}}\n'), []],
  ['cron-history-limits', 'where a TTL of an hour leaves twelve', cron('*/5 * * * *', 'ttlSecondsAfterFinished: 3600, template: {}').replace('jobTemplate', 'successfulJobsHistoryLimit: 50, jobTemplate'), []],
  ['cron-history-limits', 'where a TTL of a day leaves all of them', cron('*/5 * * * *', 'ttlSecondsAfterFinished: 86400, template: {}').replace('jobTemplate', 'successfulJobsHistoryLimit: 50, jobTemplate'), [4]],
  ['cron-overlap', 'with a grace period that is filled in later', cron('*/5 * * * *', 'activeDeadlineSeconds: 298, template: {spec: {terminationGracePeriodSeconds: $(GRACE), containers: [{name: a, image: "a:1"}]}}'), []],
  ['eviction-annotation', 'as a label above, and an annotation below', job('  template:\n    metadata: {annotations: {karpenter.sh/do-not-disrupt: "true"}}\n    spec: {containers: [{name: a, image: "a:1"}]}\n', 'name: a, labels: {karpenter.sh/do-not-disrupt: "true"}'), []]
]

test.each(cases)('%s %s', (id, _, text, lines, options = {}) => {
  const settings = settingsFor('a.yaml', { profile: 'minimal', rules: { [id]: ['error', options] } }, rules)
  const { findings, crashes } = lint({ path: 'a.yaml', text }, settings)
  expect(crashes).toEqual([])
  expect(findings.filter(({ ruleId }) => ruleId === id).map(({ start }) => start.line)).toEqual(lines)
})
