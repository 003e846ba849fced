import { defineRule, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'hook-cleanup',
  summary: 'Give an Argo CD hook with a generated name a policy that deletes it.',
  rationale: `By default Argo CD deletes a hook before it creates the next one, and finds it by its name. With
generateName every sync creates another name, so BeforeHookCreation never finds anything and every sync leaves one
more Job behind, forever. HookSucceeded deletes it when it has succeeded, HookFailed when it has failed.`,
  whenNot: `It stays quiet where a HookSucceeded or HookFailed policy or ttlSecondsAfterFinished cleans up, where a
name is set beside generateName (the name wins), and where the policy is filled in later.`,
  category: 'delivery',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['Job', 'Pod'],
  fixes: ['unsafe'],
  references: ['https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/#hook-deletion-policies'],
  since: '0.1.0',
  examples: [
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
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    }
  ],

  *check({ kind, metadata, jobSpec, delivery, isPartial }) {
    const generateName = metadata.at('generateName')
    if (delivery.method !== 'argocd-hook' || !generateName.value || metadata.at('name').value) return
    if (isPartial || jobSpec?.at('ttlSecondsAfterFinished').exists) return
    const policy = metadata.at('annotations', 'argocd.argoproj.io/hook-delete-policy')
    if (policy.isPlaceholder || /\b(?:HookSucceeded|HookFailed)\b/.test(String(policy.value))) return
    const found = policy.exists ? quoted(policy.value) : 'BeforeHookCreation, the default,'
    yield {
      at: policy,
      message: `With generateName every Argo CD sync leaves a ${kind} behind: ${found} never finds the previous one by its name. Write HookSucceeded.`,
      fix: writing(policy, 'HookSucceeded', 'argocd.argoproj.io/hook'),
      related: [{ at: generateName, message: 'Every sync creates another name.' }]
    }
  }
})
