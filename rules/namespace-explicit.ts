import type { DeliveryMethod } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'namespace-explicit',
  summary: 'Set the namespace that a task belongs in.',
  rationale: `Without a namespace the object lands in whichever namespace the current kubeconfig points to: a repair
meant for staging runs in production, or in \`default\`, which no quota, policy or owner covers.`,
  whenNot: `It stays quiet under kustomize, Helm, Argo CD and Flux, which set the namespace, and on patches and fragments.
Turn it off where kubectl is always called with \`--namespace\`.`,
  category: 'safety',
  severity: { recommended: 'off', strict: 'warning' },
  kinds: ['CronJob', 'Job', 'Pod'],
  counterparts: { 'kube-linter': ['use-namespace'], checkov: ['CKV_K8S_21'] },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  since: '0.1.0',
  examples: [
    {
      title: 'Wherever the context points',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: repair-
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: repair
                  image: example.com/billing:5.0.3
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: repair-
          namespace: billing
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: repair
                  image: example.com/billing:5.0.3
      `
    },
    {
      title: 'Nobody owns default',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: probe
          namespace: default
        spec:
          containers:
            - name: probe
              image: example.com/probe:1.0.0
      `
    },
    {
      title: 'Helm installs into the namespace of the release',
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
    },
    {
      title: 'A namespace that is filled in later',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: probe
          namespace: $NAMESPACE
        spec:
          containers:
            - name: probe
              image: example.com/probe:1.0.0
      `
    }
  ],

  *check({ kind, metadata, delivery, isPartial }) {
    if (!leavingItOpen.has(delivery.method)) return
    const at = metadata.at('namespace')
    if (at.value === 'default') {
      yield {
        at,
        message: `This ${kind} runs in the namespace "default", which no quota, policy or owner covers. Use the namespace of its application.`
      }
    } else if (!at.value && !isPartial) {
      yield {
        at,
        message: `No namespace: this ${kind} lands wherever the current context points. Write the namespace it belongs in.`
      }
    }
  }
})

/** The ways of delivery that set no namespace of their own. */
const leavingItOpen: ReadonlySet<DeliveryMethod> = new Set<DeliveryMethod>([
  'kubectl-apply',
  'kubectl-create',
  'unknown'
])
