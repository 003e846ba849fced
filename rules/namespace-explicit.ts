import type { DeliveryMethod } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'namespace-explicit',
  summary: 'Set the namespace that a task belongs in.',
  rationale: `Without a namespace the object lands in whichever namespace the current kubeconfig points to: a repair
meant for staging runs in production, or in \`default\`, which no quota, policy or owner covers.`,
  whenNot: `It stays quiet under a kustomization that sets \`namespace\`, under Helm, Argo CD and Flux, which can set it
(Flux only with \`targetNamespace\` or a \`namespace\` in a kustomization), and on patches and fragments. Turn it off where kubectl is always called with \`--namespace\`.`,
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
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 0
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
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 0
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
    },
    {
      title: 'A namespace that is filled in later',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: repair-
          namespace: $NAMESPACE
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: repair
                  image: example.com/billing:5.0.3
      `
    }
  ],

  *check({ kind, metadata, delivery, surroundings, isPartial }) {
    const { kustomization } = surroundings
    if (kustomization?.namespace !== undefined || !leavingItOpen.has(delivery.method)) return
    // Where no kustomization is seen, it may well set one.
    if (delivery.method === 'kustomize' && kustomization === undefined) return
    const at = metadata.at('namespace')
    if (at.value === 'default') {
      yield {
        at,
        message: `This ${kind} runs in the namespace "default", which no quota, policy or owner covers. Use the namespace of its application.`
      }
    } else if (!at.value && !isPartial) {
      yield {
        at,
        message: `No namespace${kustomization ? ', here or in the kustomization' : ''}: this ${kind} lands wherever the current context points. Write the namespace it belongs in.`
      }
    }
  }
})

/** The ways of delivery that set no namespace of their own, or only where a kustomization says so. */
const leavingItOpen: ReadonlySet<DeliveryMethod> = new Set<DeliveryMethod>([
  'kubectl-apply',
  'kubectl-create',
  'kustomize',
  'unknown'
])
