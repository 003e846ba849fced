import type { Field } from '../src/core/document/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { either, quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'resources-required',
  summary: 'Require CPU and memory requests and a memory limit for every container.',
  rationale: `Without requests the scheduler puts the Pod anywhere, and it is the first to be evicted when the node
runs short; the eviction counts as a failure. Without a memory limit a leak takes its neighbors down with it. In a
namespace whose quota covers CPU or memory, a Pod that leaves out a request or limit that the quota counts is refused,
and the Job is left with no Pods and no failure.`,
  whenNot: `It stays quiet where the Pod has resources of its own (\`spec.resources\`), on containers without an
image, and on patches and fragments. A limit counts as a request too, because Kubernetes copies it. Turn it off where
a LimitRange gives both \`default\` and \`defaultRequest\`; one that has only \`max\` reserves the maximum for each container.`,
  category: 'safety',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  counterparts: {
    'kube-linter': ['unset-cpu-requirements', 'unset-memory-requirements'],
    'kube-score': ['container-resources'],
    polaris: ['cpuRequestsMissing', 'memoryRequestsMissing', 'memoryLimitsMissing'],
    checkov: ['CKV_K8S_10', 'CKV_K8S_12', 'CKV_K8S_13']
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  since: '0.1.0',
  examples: [
    {
      title: 'The node decides',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: report-
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
                  resources:
                    requests:
                      cpu: 100m
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: report-
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
                  resources:
                    requests:
                      cpu: 100m
                      memory: 128Mi
                    limits:
                      memory: 512Mi
      `
    },
    {
      title: 'Limits are requests too',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              resources:
                limits:
                  cpu: 500m
                  memory: 512Mi
      `
    },
    {
      title: 'Resources of the whole Pod',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          resources:
            limits:
              cpu: 500m
              memory: 512Mi
          containers:
            - name: report
              image: example.com/report:1.4.2
      `
    }
  ],

  *check({ podSpec, containers, initContainers, isPartial }) {
    if (isPartial || podSpec.at('resources').exists) return
    for (const container of [...initContainers, ...containers]) {
      const absent = container.at('image').exists ? missing(container.at('resources')) : []
      if (absent.length === 0) continue
      const name = container.at('name')
      yield {
        at: container.at('resources'),
        message: `Container ${name.exists ? quoted(name.value) : 'without a name'} has no ${either(absent)}: it may starve its neighbors or be evicted first. Write resources.requests and a memory limit.`
      }
    }
  }
})

function missing(resources: Field): string[] {
  if (resources.isPlaceholder) return []
  const has = (group: string, name: string) => resources.at(group, name).exists
  const absent: string[] = []
  if (!has('requests', 'cpu') && !has('limits', 'cpu')) absent.push('CPU request')
  if (!has('requests', 'memory') && !has('limits', 'memory')) absent.push('memory request')
  if (!has('limits', 'memory')) absent.push('memory limit')
  return absent
}
