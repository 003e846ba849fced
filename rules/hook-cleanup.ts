import type { Field } from '../src/core/document/index.ts'
import { type HookPolicy, hookPolicies, hookPolicyWords, type Resource } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { changesEachTime, unrepeatable, writing } from '../src/core/rule-kit/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'hook-cleanup',
  summary: 'Give a hook a delete policy that leaves nothing in the way and keeps what shows a failure.',
  rationale: `By default Helm and Argo CD delete a hook before they create the next one. A delete policy that is written
*replaces* this default: with \`hook-succeeded\` alone the Job that failed stays with its name, and the next release stops
at "already exists", or the next sync does not run the hook; with \`hook-failed\` alone the one that succeeded stays. Add
\`before-hook-creation\` (Argo CD: BeforeHookCreation).

\`hook-failed\` (HookFailed) deletes the Job with its Pods the moment it fails, so that nobody can read the logs, and a
TTL never gets its turn.

Argo CD finds the last hook by its name. With generateName every sync creates another name, so BeforeHookCreation never
finds anything and every sync leaves one more Job behind. HookSucceeded deletes it when it has succeeded.`,
  whenNot: `It stays quiet where the policy deletes a hook however it ends, where the name contains a version, date,
hash, number or placeholder or gets a nameSuffix, and where the policy is filled in later. A generated name is fine where
a HookSucceeded or HookFailed policy or ttlSecondsAfterFinished cleans up. Deleting at failure is fine with
\`logs: external\`, where \`helm.sh/hook-output-log-policy\` prints the logs, and for work that can be repeated.`,
  category: 'delivery',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['Job', 'Pod'],
  fixes: ['safe', 'unsafe'],
  references: [
    'https://helm.sh/docs/topics/charts_hooks/#hook-deletion-policies',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/#hook-deletion-policies'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A failed Job in the way of the next release',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            helm.sh/hook: pre-install,pre-upgrade
            helm.sh/hook-delete-policy: hook-succeeded
        spec:
          activeDeadlineSeconds: 240
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
          name: migrate
          annotations:
            helm.sh/hook: pre-install,pre-upgrade
            helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
        spec:
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
      title: 'A test Pod in the way of the next test',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: smoke
          annotations:
            helm.sh/hook: test
            helm.sh/hook-delete-policy: hook-succeeded
        spec:
          restartPolicy: Never
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
            helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
        spec:
          restartPolicy: Never
          containers:
            - name: smoke
              image: example.com/smoke:1.0.0
      `
    },
    {
      title: 'A failed Job in the way of the next sync',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            argocd.argoproj.io/hook: PreSync
            argocd.argoproj.io/hook-delete-policy: HookSucceeded
        spec:
          activeDeadlineSeconds: 240
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
          name: migrate
          annotations:
            argocd.argoproj.io/hook: PreSync
            argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
        spec:
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
      title: 'The logs go when they are needed',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            helm.sh/hook: pre-upgrade
            helm.sh/hook-delete-policy: before-hook-creation,hook-failed
        spec:
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
      title: 'The name of each release is another',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate-42
          annotations:
            helm.sh/hook: pre-upgrade
            helm.sh/hook-delete-policy: hook-succeeded
        spec:
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
      title: 'One Job per sync',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
          annotations:
            argocd.argoproj.io/hook: PreSync
        spec:
          activeDeadlineSeconds: 240
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
          annotations:
            argocd.argoproj.io/hook: PreSync
            argocd.argoproj.io/hook-delete-policy: HookSucceeded
        spec:
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
      title: 'A policy that finds nothing',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
          annotations:
            argocd.argoproj.io/hook: PreSync
            argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
        spec:
          activeDeadlineSeconds: 240
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
          annotations:
            argocd.argoproj.io/hook: PreSync
            argocd.argoproj.io/hook-delete-policy: HookSucceeded
        spec:
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
      title: 'The TTL cleans up',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
          annotations:
            argocd.argoproj.io/hook: PreSync
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

  *check(resource, { logs }) {
    const named = isFixed(resource)
    const seen = new Set<string>()
    for (const policy of hookPolicies(resource)) {
      const key = String(policy.at.path.at(-1))
      if (policy.isUnclear || seen.has(key)) continue
      const reports = [
        ...(named ? inTheWay(resource, policy) : onePerSync(resource, policy)),
        ...(logs === 'external' ? [] : evidenceLost(resource, policy))
      ]
      if (reports.length > 0) seen.add(key)
      yield* reports.slice(0, 1)
    }
  }
})

/** Whether the next run of a hook has the same name. */
function isFixed({ metadata, surroundings }: Resource): boolean {
  const name = metadata.at('name')
  if (!name.value) return false
  return (
    surroundings.kustomization?.nameSuffix === undefined &&
    !changesEachTime(String(name.value)) &&
    !name.isPlaceholder
  )
}

/** A written policy replaces the default, which is to delete the last run before the next. */
function* inTheWay({ kind, metadata }: Resource, { tool, at, deletes }: HookPolicy): Generator<Report> {
  if (!at.exists || deletes.has('before') || (deletes.has('succeeded') && deletes.has('failed'))) return
  const words = hookPolicyWords[tool]
  const isFailed = deletes.has('succeeded')
  const left = isFailed
    ? `a ${kind} that failed`
    : deletes.has('failed')
      ? `a ${kind} that succeeded`
      : `each ${kind}`
  const then =
    tool === 'Helm'
      ? 'and the next run finds the name taken ("already exists")'
      : `and the next ${isOfDeletion(metadata) ? 'deletion' : 'sync'} does not run the hook again`
  const lost = deletes.has('failed') ? ' A failed one goes with its logs.' : ''
  const { before } = hookPolicyWords[isHelms(at) ? 'Helm' : 'Argo CD']
  const text = at.text?.trim() ?? ''
  yield {
    at,
    message: `Policy ${quoted(at.value)} replaces the default ${words.before}: ${left} stays, ${then}.${lost} Add ${before}.`,
    fix: {
      title: `Add ${before}`,
      safety: 'safe',
      changes: [{ set: at, to: text === '' ? before : `${before},${text}` }]
    }
  }
}

/** Whether Argo CD runs the hook only when it deletes the application. */
function isOfDeletion(metadata: Field): boolean {
  const hooks = String(metadata.at('annotations', 'argocd.argoproj.io/hook').value)
  return hooks.split(',').every((hook) => /^(?:Pre|Post)Delete$/.test(hook.trim()))
}

/** Argo CD finds the last run by its name, and a generated one is never the same. */
function* onePerSync(resource: Resource, { tool, at, deletes }: HookPolicy): Generator<Report> {
  const { kind, metadata, jobSpec, isPartial } = resource
  const generateName = metadata.at('generateName')
  if (tool !== 'Argo CD' || !generateName.value || metadata.at('name').value || isPartial) return
  if (jobSpec?.at('ttlSecondsAfterFinished').exists || deletes.has('succeeded') || deletes.has('failed'))
    return
  const found = at.exists ? quoted(at.value) : 'BeforeHookCreation, the default,'
  yield {
    at,
    message: `With generateName every Argo CD sync leaves a ${kind} behind: ${found} never finds the previous one by its name. Write HookSucceeded.`,
    fix: writing(at, 'HookSucceeded', 'argocd.argoproj.io/hook'),
    related: [{ at: generateName, message: 'Every sync creates another name.' }]
  }
}

/** What is deleted the moment it fails takes its logs with it. */
function* evidenceLost(resource: Resource, { tool, at, deletes }: HookPolicy): Generator<Report> {
  if (!deletes.has('failed') || !at.exists || resource.task().retry === 'safe') return
  // Helm prints them first where it is asked to.
  const printed = resource.metadata.at('annotations', 'helm.sh/hook-output-log-policy')
  if (tool === 'Helm' && /hook-failed/i.test(String(printed.value))) return
  const { failed, before, succeeded } = hookPolicyWords[isHelms(at) ? 'Helm' : 'Argo CD']
  const { kind, metadata } = resource
  const what = kind === 'Pod' ? 'Pod with its logs' : `${kind} with its Pods and logs`
  const why = unrepeatable(resource)
  const need = why === undefined ? 'nobody can see why' : `${why.because}, and nobody can see how far it came`
  // A generated name is never in the way of the next run; any other must go before it.
  const isNamed = Boolean(metadata.at('name').value)
  const advice =
    isNamed && !deletes.has('before')
      ? `Write ${before} instead: the next run replaces it.`
      : isNamed
        ? `Remove ${failed}: the next run replaces it.`
        : deletes.has('succeeded')
          ? `Remove ${failed}.`
          : `Write ${succeeded} instead.`
  yield {
    at,
    severity: 'info',
    message: `Policy ${failed} deletes this ${what} the moment it fails: ${need}. ${advice}`,
    ...(why && { related: why.related })
  }
}

function isHelms({ path }: Field): boolean {
  return String(path.at(-1)).startsWith('helm.sh/')
}
