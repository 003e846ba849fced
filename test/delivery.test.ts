import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import type { Config } from '../src/core/config/config.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import type { Surroundings } from '../src/core/manifest/context.ts'
import { lint } from '../src/library.ts'

/** What is said of a Job under one delivery: findings of these rules, as `rule severity: words of the message`. */
interface Case {
  readonly name: string
  readonly text: string
  readonly rules: string
  readonly around?: Surroundings
  readonly config?: Config
  readonly expected: readonly string[]
}

const pods = '{spec: {restartPolicy: Never, containers: [{name: a, image: "a:1", command: [%]}]}}'
const job = (metadata: string, { spec = '', run = '/app/run' } = {}) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata: {${metadata}}\nspec: {${spec}template: ${pods.replace('%', run)}}\n`
const cron = (metadata: string, spec: string, jobSpec = '') =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata: {${metadata}}\nspec: {${spec}, jobTemplate: {spec: {${jobSpec}template: ${pods.replace('%', 'a')}}}}\n`
const pod = (metadata: string, spec = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {${metadata}}\nspec: {${spec}containers: [{name: a, image: "a:1"}]}\n`
const noted = (...annotations: string[]) => `name: a, annotations: {${annotations.join(', ')}}`
const helm = (policy?: string, hook = 'pre-upgrade') =>
  noted(`helm.sh/hook: ${hook}`, ...(policy === undefined ? [] : [`helm.sh/hook-delete-policy: ${policy}`]))
const argo = (policy?: string, hook = 'PreSync') =>
  noted(
    `argocd.argoproj.io/hook: ${hook}`,
    ...(policy === undefined ? [] : [`argocd.argoproj.io/hook-delete-policy: ${policy}`])
  )

const traits = {
  path: 'kustomization.yaml',
  isPatch: false,
  affixes: [],
  labels: {},
  templateLabels: {},
  images: []
}
const kustomized: Surroundings = { kustomization: traits }
const named = (prefix: string, suffix: string): Surroundings => ({
  kustomization: { ...traits, affixes: [{ prefix, suffix, path: 'prod/kustomization.yaml' }] }
})
const deployed = (tool: 'argocd' | 'flux', more = {}): Surroundings => ({
  application: { tool, name: 'It', path: 'app.yaml', target: '.', isForced: false, selfHeals: false, ...more }
})
const migration = { run: 'alembic, upgrade, head' }
const once = { run: 'psql, -c, "INSERT INTO a VALUES (1)"' }
const ttl = { spec: 'ttlSecondsAfterFinished: 600, ' }
const b = 'before-hook-creation'
const B = 'BeforeHookCreation'
const [x40, x60] = ['x'.repeat(40), 'x'.repeat(60)]

// biome-ignore format: a table, one case a line
const cases: readonly Case[] = [
  // A hook that leaves its last run in the way of the next.
  { name: 'hook-succeeded alone', text: job(helm('hook-succeeded')), rules: 'hook-cleanup', expected: [`hook-cleanup warning: Job that failed stays`] },
  { name: 'hook-failed alone', text: job(helm('hook-failed')), rules: 'hook-cleanup', expected: ['hook-cleanup warning: Job that succeeded stays'] },
  { name: 'an empty policy of Helm', text: job(helm('""')), rules: 'hook-cleanup', expected: ['hook-cleanup warning: each Job stays'] },
  { name: 'Helm in other letters, with spaces', text: job(helm('" Hook-Succeeded "')), rules: 'hook-cleanup', expected: ['hook-cleanup warning: Job that failed'] },
  { name: 'a test Pod', text: pod(helm('hook-succeeded', 'test'), 'restartPolicy: Never, '), rules: 'hook-cleanup restart-policy', expected: ['hook-cleanup warning: a Pod that failed stays'] },
  { name: 'HookSucceeded alone', text: job(argo('HookSucceeded')), rules: 'hook-cleanup', expected: ['hook-cleanup warning: Add BeforeHookCreation'] },
  { name: 'HookFailed alone', text: job(argo('HookFailed')), rules: 'hook-cleanup', expected: ['hook-cleanup warning: A failed one goes with its logs'] },
  { name: 'a Helm hook under kustomize', text: job(helm('hook-succeeded')), around: kustomized, rules: 'hook-cleanup', expected: ['hook-cleanup warning: Add before'] },
  { name: 'both outcomes', text: job(helm('"hook-succeeded, hook-failed"'), { run: 'ls' }), rules: 'hook-cleanup', expected: [] },
  { name: 'no policy', text: job(helm()), rules: 'hook-cleanup fixed-name', expected: [] },
  { name: 'before and after', text: job(helm(`"${b},hook-succeeded"`)), rules: 'hook-cleanup fixed-name', expected: [] },
  { name: 'after and before, for Argo CD', text: job(argo(`"HookSucceeded, ${B}"`)), rules: 'hook-cleanup fixed-name', expected: [] },
  { name: 'a name with the revision', text: job(helm('hook-succeeded').replace('name: a', 'name: a-42')), rules: 'hook-cleanup', expected: [] },
  { name: 'a name that is filled in later', text: job(helm('hook-succeeded').replace('name: a', 'name: "{{ .Release.Name }}"')), rules: 'hook-cleanup', expected: [] },
  { name: 'a policy that is filled in later', text: job(helm('"{{ .Values.policy }}"')), rules: 'hook-cleanup', expected: [] },
  { name: 'a misspelled policy is one finding', text: job(helm('hook-succeded')), rules: 'hook-cleanup hook-annotations', expected: ['hook-annotations error: Unknown policy'] },
  { name: 'a policy of Argo CD on a hook of Helm', text: job(noted('helm.sh/hook: pre-upgrade', 'argocd.argoproj.io/hook-delete-policy: HookSucceeded')), rules: 'hook-cleanup', expected: [] },
  { name: "Helm's policy on a hook of Argo CD", text: job(noted('argocd.argoproj.io/hook: Sync', 'helm.sh/hook-delete-policy: hook-succeeded')), rules: 'hook-cleanup', expected: ['hook-cleanup warning: Add before-hook-creation'] },
  { name: 'both policies together', text: job(noted('argocd.argoproj.io/hook: Sync', `argocd.argoproj.io/hook-delete-policy: ${B}`, 'helm.sh/hook: pre-upgrade', `helm.sh/hook-delete-policy: "${b},hook-succeeded"`)), rules: 'hook-cleanup hook-annotations', expected: ['hook-annotations info: both delete policies count'] },
  { name: 'the same policy twice', text: job(noted('argocd.argoproj.io/hook: Sync', `argocd.argoproj.io/hook-delete-policy: ${B}`, 'helm.sh/hook: pre-upgrade', `helm.sh/hook-delete-policy: ${b}`)), rules: 'hook-cleanup hook-annotations', expected: [] },

  // A hook that is deleted the moment it fails.
  { name: 'hook-failed beside others', text: job(helm(`"${b},hook-failed"`), migration), rules: 'hook-cleanup', expected: ['hook-cleanup info: logs the moment it fails'] },
  { name: 'HookFailed beside others, with a TTL', text: job(argo(`"${B},HookFailed"`), ttl), rules: 'hook-cleanup', expected: ['hook-cleanup info: Remove HookFailed'] },
  { name: 'hook-failed with logs elsewhere', text: job(helm(`"${b},hook-failed"`)), config: { logs: 'external' }, rules: 'hook-cleanup', expected: [] },
  { name: 'hook-failed whose logs Helm prints', text: job(noted('helm.sh/hook: test', `helm.sh/hook-delete-policy: "${b},hook-failed"`, 'helm.sh/hook-output-log-policy: "hook-succeeded,hook-failed"')), rules: 'hook-cleanup', expected: [] },

  { name: 'HookFailed of a hook whose last run nothing deletes', text: job(argo('"HookSucceeded,HookFailed"'), migration), rules: 'hook-cleanup', expected: [`hook-cleanup info: Write ${B} instead`] },
  { name: 'hook-failed of a hook that the next run replaces', text: job(helm('"before-hook-creation,hook-failed"'), migration), rules: 'hook-cleanup', expected: ['hook-cleanup info: Remove hook-failed: the next run replaces it'] },
  { name: 'HookFailed of a generated name', text: job(argo('HookFailed').replace('name: a', 'generateName: a-'), migration), rules: 'hook-cleanup', expected: ['hook-cleanup info: Write HookSucceeded instead.'] },
  { name: 'hook-failed of a test Pod', text: pod(helm('"before-hook-creation,hook-failed"', 'test'), 'restartPolicy: Never, '), rules: 'hook-cleanup', expected: ['hook-cleanup info: deletes this Pod with its logs'] },

  // Hook Pods that never end.
  { name: 'an install hook without restartPolicy', text: pod(helm(undefined, 'post-install')), rules: 'restart-policy no-bare-pod', expected: ['restart-policy error: Helm waits for its end'] },
  { name: 'an Argo CD hook with Always', text: pod(argo(), 'restartPolicy: Always, '), rules: 'restart-policy', expected: ['restart-policy error: once it is ready'] },
  { name: 'a hook with OnFailure', text: pod(argo(), 'restartPolicy: OnFailure, '), rules: 'restart-policy', expected: [] },
  { name: 'a restartPolicy that is filled in later', text: pod(argo(), 'restartPolicy: $RESTART, '), rules: 'restart-policy', expected: [] },
  { name: 'a Pod that is no hook', text: pod('name: a'), rules: 'restart-policy', expected: [] },
  { name: 'a Pod that Argo CD skips', text: pod(argo(undefined, 'Skip')), rules: 'restart-policy', expected: [] },

  // Suspended hooks.
  { name: 'a suspended Helm hook with the version of a product', text: job(`${helm()}, labels: {app.kubernetes.io/version: v1}`, { spec: 'suspend: true, ' }), rules: 'suspended', expected: ['suspended error: The Helm upgrade waits'] },
  { name: 'a suspended Helm test', text: job(helm(undefined, 'test'), { spec: 'suspend: true, ' }), rules: 'suspended', expected: ['suspended error: The Helm test waits'] },
  { name: 'a suspended hook of a queue', text: job(`${argo()}, labels: {kueue.x-k8s.io/queue-name: a}`, { spec: 'suspend: true, ' }), rules: 'suspended', expected: [] },
  { name: 'a suspended Job', text: job('name: a', { spec: 'suspend: true, ' }), rules: 'suspended', expected: ['suspended warning: until someone resumes it'] },

  // Helm's five minutes.
  { name: 'five minutes and a second', text: job(helm(), { spec: 'activeDeadlineSeconds: 301, ' }), rules: 'deadline-range', expected: ['deadline-range info: --timeout'] },
  { name: 'five minutes', text: job(helm(), { spec: 'activeDeadlineSeconds: 300, ' }), rules: 'deadline-range', expected: [] },
  { name: 'a test Pod of ten minutes', text: pod(helm(undefined, 'test'), 'activeDeadlineSeconds: 600, '), rules: 'deadline-range', expected: ['deadline-range info: this Pod may go on until its deadline of 10 minutes'] },
  { name: 'a Helm hook that Argo CD delivers', text: job(helm(), { spec: 'activeDeadlineSeconds: 3600, ' }), around: deployed('argocd'), rules: 'deadline-range', expected: [] },
  { name: 'a plain Job of Helm', text: job('name: a, labels: {app.kubernetes.io/managed-by: Helm}', { spec: 'activeDeadlineSeconds: 3600, ' }), rules: 'deadline-range', expected: [] },
  { name: 'more than a day is one finding', text: job(helm(), { spec: 'activeDeadlineSeconds: 90000, ' }), rules: 'deadline-range', expected: ['deadline-range warning: the limit is 1 day'] },
  { name: 'a CronJob that is a hook', text: cron(argo(), 'schedule: "0 4 * * *"'), rules: 'hook-annotations', expected: ['hook-annotations info: waits for none of its runs'] },

  // TTLs under Flux and Argo CD.
  { name: 'force of the object', text: job(noted('kustomize.toolkit.fluxcd.io/force: enabled'), ttl), rules: 'ttl-under-gitops ttl-required', expected: ['ttl-under-gitops warning: force or not'] },
  { name: 'force of the Kustomization', text: job('name: a', ttl), around: deployed('flux', { isForced: true }), rules: 'ttl-under-gitops', expected: ['ttl-under-gitops warning: force or not'] },
  { name: 'IfNotPresent', text: job(noted('kustomize.toolkit.fluxcd.io/ssa: IfNotPresent'), ttl), rules: 'ttl-under-gitops', expected: ['ttl-under-gitops warning: next interval'] },
  { name: 'reconcile: disabled', text: job(noted('kustomize.toolkit.fluxcd.io/reconcile: disabled'), ttl), around: deployed('flux'), rules: 'ttl-under-gitops', expected: [] },
  { name: 'ssa: Ignore', text: job(noted('kustomize.toolkit.fluxcd.io/ssa: Ignore'), ttl), rules: 'ttl-under-gitops', expected: [] },
  { name: 'prune: disabled does not keep Flux from creating it', text: job(noted('kustomize.toolkit.fluxcd.io/prune: disabled'), ttl), rules: 'ttl-under-gitops', expected: ['ttl-under-gitops warning: next interval'] },
  { name: 'a chart that Flux has Helm install', text: job('name: a, labels: {helm.toolkit.fluxcd.io/name: a}', ttl), rules: 'ttl-under-gitops', expected: [] },
  { name: 'a migration, which may run again', text: job('name: a', { ...ttl, ...migration }), around: deployed('flux'), rules: 'ttl-under-gitops', expected: ['ttl-under-gitops info: creates and runs it again'] },
  { name: 'selfHeal that is seen', text: job('name: a', { ...ttl, ...once }), around: deployed('argocd', { selfHeals: true, isForced: true }), rules: 'ttl-under-gitops', expected: ['ttl-under-gitops warning: selfHeal creates'] },
  { name: 'Force and Replace of Argo CD', text: job('name: a', ttl), around: deployed('argocd', { isForced: true }), rules: 'ttl-under-gitops ttl-required fixed-name', expected: [] },
  { name: 'force without a TTL', text: job(noted('kustomize.toolkit.fluxcd.io/force: enabled')), rules: 'ttl-under-gitops ttl-required fixed-name', expected: [] },
  { name: 'a hook where a Flux Kustomization applies it', text: job(argo(), ttl), around: deployed('flux'), rules: 'ttl-under-gitops', expected: ['ttl-under-gitops warning: next interval'] },

  // Advice.
  { name: 'no hooks under Flux', text: job('name: a'), around: deployed('flux'), rules: 'ttl-required', expected: ['ttl-required error: Put the release in the name'] },
  { name: 'a fixed name with a TTL under Helm', text: job('name: a', { ...ttl, ...once }), config: { delivery: 'helm' }, rules: 'fixed-name', expected: ['fixed-name warning: once its TTL of 10 minutes has deleted it, it runs again'] },
  { name: 'a migration with a TTL under Helm', text: job('name: a', { ...ttl, ...migration }), config: { delivery: 'helm' }, rules: 'fixed-name', expected: [] },
  { name: 'a migration without a TTL under Helm', text: job('name: a', migration), config: { delivery: 'helm' }, rules: 'fixed-name', expected: ['fixed-name warning: immutable'] },
  { name: 'a migration with a TTL under Flux, which is never gone for long', text: job('name: a', { ...ttl, ...migration }), around: deployed('flux'), rules: 'fixed-name', expected: ['fixed-name warning: immutable'] },
  { name: 'a TTL that is filled in later', text: job('name: a', { spec: 'ttlSecondsAfterFinished: $TTL, ' }), rules: 'fixed-name', expected: ['fixed-name warning: once its TTL has deleted it'] },
  { name: 'a TTL under kubectl create', text: job('name: a', { ...ttl, ...migration }), config: { delivery: 'kubectl-create' }, rules: 'fixed-name', expected: ['fixed-name warning: exists, until its TTL of 10 minutes has deleted it.'] },
  { name: 'the host name of a Pod that kustomize makes too long', text: job(`name: ${x60}`, { spec: 'completionMode: Indexed, completions: 11, ' }), around: named('y', ''), rules: 'resource-name', expected: ['resource-name error: gives its last Pod the host name'] },
  { name: 'a host name that just fits', text: job(`name: ${x60}`, { spec: 'completionMode: Indexed, completions: 10, ' }), around: named('y', ''), rules: 'resource-name', expected: [] },
  { name: 'a step of a test', text: job('name: a'), around: { test: '00-assert.yaml' }, rules: 'fixed-name', expected: [] },

  // generateName.
  { name: 'generateName under kustomize', text: job('generateName: a-'), around: kustomized, rules: 'generate-name-delivery', expected: ['generate-name-delivery error: kustomize refuses'] },
  { name: 'generateName of a Helm hook under kustomize', text: job(helm().replace('name:', 'generateName:')), around: kustomized, rules: 'generate-name-delivery', expected: ['generate-name-delivery error: kustomize refuses'] },
  { name: 'generateName of an Argo CD hook under kustomize and Argo CD', text: job(argo('HookSucceeded').replace('name:', 'generateName:')), around: { ...kustomized, ...deployed('argocd') }, rules: 'generate-name-delivery hook-cleanup', expected: ['generate-name-delivery error: kustomize refuses'] },
  { name: 'generateName of a Pod under kustomize', text: pod('generateName: a-'), around: kustomized, rules: 'generate-name-delivery', expected: ['generate-name-delivery error: kustomize refuses'] },
  { name: 'generateName under kustomize with kubectl create', text: job('generateName: a-'), around: kustomized, config: { delivery: 'kubectl-create' }, rules: 'generate-name-delivery', expected: ['generate-name-delivery error: kustomize refuses'] },
  { name: 'generateName in a patch', text: job('generateName: a-'), around: { kustomization: { ...traits, isPatch: true } }, rules: 'generate-name-delivery', expected: [] },
  { name: 'generateName of a hook', text: job(argo('HookSucceeded').replace('name:', 'generateName:')), rules: 'generate-name-delivery', expected: [] },
  { name: 'generateName of a hook that Flux applies', text: job(argo().replace('name:', 'generateName:')), around: deployed('flux'), rules: 'generate-name-delivery', expected: ['generate-name-delivery error: Flux cannot apply'] },

  // Names that kustomize builds.
  { name: 'a prefix and a suffix of a CronJob', text: cron(`name: ${x40}`, 'schedule: "0 4 * * *"'), around: named('staging-', '-blue'), rules: 'resource-name', expected: ['resource-name error: over the limit of 52'] },
  { name: 'a suffix of a Job', text: job(`name: ${x60}`), around: named('', '-eu-1'), rules: 'resource-name', expected: ['resource-name error: over the limit of 63'] },
  { name: 'a prefix of a Pod', text: pod(`name: ${x60}`), around: named('staging-', ''), rules: 'resource-name', expected: [] },
  { name: 'a prefix in capitals', text: job('name: a'), around: named('Staging-', ''), rules: 'resource-name', expected: ['resource-name error: lowercase'] },
  { name: 'a prefix that is filled in later', text: job(`name: ${x60}`), around: named(`\${ENVIRONMENT}-`, ''), rules: 'resource-name', expected: [] },
  { name: 'a name that just fits', text: job(`name: ${x60}`), around: named('a-', 'b'), rules: 'resource-name', expected: [] },
  { name: 'a name that is refused as it is', text: job('name: A_b'), around: named('x-', ''), rules: 'resource-name', expected: ['resource-name error: A_b'] },

  // A TTL that a CronJob's history limits never meet.
  { name: 'a weekly run and a TTL of a day', text: cron('name: a', 'schedule: "0 4 * * 1"', 'ttlSecondsAfterFinished: 86400, '), rules: 'ttl-range', expected: ['ttl-range info: before the next run'] },
  { name: 'an hourly run and a TTL of a few seconds', text: cron('name: a', 'schedule: "0 * * * *"', 'ttlSecondsAfterFinished: 30, '), rules: 'ttl-range', expected: ['ttl-range warning: gone after 30 seconds'] },
  { name: 'an hourly run and ten to keep', text: cron('name: a', 'schedule: "0 * * * *", failedJobsHistoryLimit: 10', 'ttlSecondsAfterFinished: 3600, '), rules: 'ttl-range', expected: ['ttl-range info: limit of 10'] },
  { name: 'an hourly run and a TTL of a day', text: cron('name: a', 'schedule: "0 * * * *"', 'ttlSecondsAfterFinished: 86400, '), rules: 'ttl-range', expected: [] },
  { name: 'an hourly run and a TTL of a month, which the limits outrun', text: cron('name: a', 'schedule: "@hourly"', 'ttlSecondsAfterFinished: 2592000, '), rules: 'ttl-range', expected: [] },
  { name: 'a daily run and a TTL of a day', text: cron('name: a', 'schedule: "@daily"', 'ttlSecondsAfterFinished: 86400, '), rules: 'ttl-range', expected: [] },
  { name: 'nothing to keep', text: cron('name: a', 'schedule: "@daily", successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 0', 'ttlSecondsAfterFinished: 600, '), rules: 'ttl-range', expected: [] },
  { name: 'a suspended CronJob', text: cron('name: a', 'schedule: "@daily", suspend: true', 'ttlSecondsAfterFinished: 600, '), rules: 'ttl-range', expected: [] },

  // What a test applies, it deletes.
  { name: 'a step of a test', text: job('name: a'), around: { test: 'chainsaw-test.yaml' }, rules: 'ttl-required fixed-name', expected: [] },
  { name: 'no step of a test', text: job('name: a'), rules: 'ttl-required', expected: ['ttl-required error: nothing removes this Job'] },

  // Where logs are kept.
  { name: 'logs that go with the Pods', text: job('name: a', ttl), config: { logs: 'pods' }, rules: 'ttl-range', expected: ['ttl-range warning: Keep them for 1 hour'] },
  { name: 'logs of work that must not be retried', text: job('name: a', { spec: 'ttlSecondsAfterFinished: 3600, ', ...once }), config: { logs: 'pods' }, rules: 'ttl-range', expected: ['ttl-range warning: Keep them for 4 hours'] },
  { name: 'logs that are kept elsewhere', text: job('name: a', { spec: 'ttlSecondsAfterFinished: 60, ' }), config: { logs: 'external' }, rules: 'ttl-range', expected: [] },
  { name: 'logs of which nobody says anything', text: job('name: a', { spec: 'ttlSecondsAfterFinished: 300, ', ...once }), rules: 'ttl-range', expected: [] },

  // Names of objects and of their Pods.
  { name: 'a Pod template without a name', text: job('name: a, labels: {app: a, team: t, app.kubernetes.io/component: c}').replace('template: {', 'template: {metadata: {labels: {team: t, app.kubernetes.io/component: c}}, '), rules: 'required-labels', expected: [] },
  { name: 'an object without a name', text: job('name: a, labels: {team: t, app.kubernetes.io/component: c}').replace('template: {', 'template: {metadata: {labels: {app: a, team: t, app.kubernetes.io/component: c}}, '), rules: 'required-labels', expected: ['required-labels warning: name on this Job'] },
  { name: 'a kustomization without a namespace', text: job('name: a'), around: kustomized, config: { rules: { 'namespace-explicit': 'warning' } }, rules: 'namespace-explicit', expected: ['namespace-explicit warning: here or in the kustomization'] },
  { name: 'a kustomization with a namespace', text: job('name: a, namespace: default'), around: { kustomization: { ...traits, namespace: 'shop' } }, config: { rules: { 'namespace-explicit': 'warning' } }, rules: 'namespace-explicit', expected: [] }
]

function findings({ text, around, config }: Pick<Case, 'text' | 'around' | 'config'>) {
  const settings = { ...settingsFor('a.yaml', config ?? {}, rules), ...(around && { surroundings: around }) }
  const { findings, crashes } = lint({ path: 'a.yaml', text }, settings)
  expect(crashes).toEqual([])
  return findings
}

describe('advice that fits the delivery', () => {
  test.each(cases)('$name', ({ rules: wanted, expected, ...rest }) => {
    const found = findings(rest).filter(({ ruleId }) => wanted.split(' ').includes(ruleId))
    expect(found.map(({ ruleId, severity }) => `${ruleId} ${severity}`)).toEqual(
      expected.map((one) => one.slice(0, one.indexOf(':')))
    )
    for (const [index, one] of expected.entries())
      expect(found[index]?.message).toContain(one.slice(one.indexOf(':') + 2))
  })
})

test('a file that a kustomization lists gets the advice that its build gets', () => {
  for (const text of [
    job('name: a'),
    job('name: a', { ...ttl, ...once }),
    pod('name: a', 'restartPolicy: Never, ')
  ]) {
    const [built, listed] = [findings({ text }), findings({ text, around: kustomized })]
    const said = (all: typeof built) => all.map(({ ruleId, message, fix }) => [ruleId, message, fix?.title])
    expect(said(listed)).toEqual(said(built))
  }
})

test('a generated name is the fix only where the manifest is created', () => {
  const fixes = (delivery?: Config['delivery']) =>
    findings({ text: job('name: a'), config: delivery === undefined ? {} : { delivery } })
      .filter(({ ruleId }) => ruleId === 'fixed-name')
      .map(({ fix }) => fix?.title)
  expect(fixes('kubectl-create')).toEqual(['Write generateName: "a-"'])
  for (const delivery of [undefined, 'kubectl-apply', 'kustomize', 'helm', 'argocd', 'flux'] as const)
    expect(fixes(delivery)).toEqual([undefined])
})

test.each<[string, string, number | undefined]>([
  ['a probe', 'generateName: db-probe-', 600],
  ['a health check in one word', 'generateName: healthCheck-', 600],
  ['a task type', 'generateName: a-, labels: {x/task-type: smoke}', 600],
  ['a report', 'generateName: report-', 3600],
  ['what nobody knows', 'generateName: a-', 3600],
  ['training', 'generateName: fine-train-bert-', undefined],
  ['a restore', 'generateName: pg-restore-', undefined],
  ['a migration', 'generateName: migrate-', undefined],
  ['a backup check, which may be a backup', 'generateName: backup-check-', undefined],
  ['a hook, which Helm gives up on', helm(), 300]
])('the deadline that is guessed for %s', (_, metadata, seconds) => {
  const found = findings({ text: job(metadata) }).find(({ ruleId }) => ruleId === 'deadline-required')
  expect(found?.fix?.title).toBe(
    seconds === undefined ? undefined : `Write activeDeadlineSeconds: ${seconds}`
  )
})
