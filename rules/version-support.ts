import type { Field } from '../src/core/document/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import {
  type FieldHistory,
  type KubernetesVersion,
  newestVersion,
  untilWhen
} from '../src/kubernetes/api/index.ts'

export default defineRule({
  id: 'version-support',
  summary: 'Use only fields that the chosen version of Kubernetes supports.',
  rationale: `A field behind a feature gate that is off is not refused: the API server accepts it, drops it, and goes
on. The Job is created, and does not do what its manifest says. Which fields those are depends on the version, which
\`--kubernetes-version\`, or \`kubernetes\` in the configuration, sets.`,
  whenNot: `It stays quiet on fields that the version does not know at all, which \`schema\` reports. Turn it off for clusters
with feature gates of their own.`,
  category: 'validity',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
  since: '0.1.0',
  examples: [
    {
      title: 'Accepted, then dropped',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
        spec:
          backoffLimit: 2
          activeDeadlineSeconds: 900
          ttlSecondsAfterFinished: 3600
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
                  lifecycle:
                    stopSignal: SIGUSR1
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
        spec:
          backoffLimit: 2
          activeDeadlineSeconds: 900
          ttlSecondsAfterFinished: 3600
          template:
            spec:
              restartPolicy: Never
              terminationGracePeriodSeconds: 60
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    }
  ],

  *check({ root, validity }, { kubernetes }) {
    for (const { path, history, versions = kubernetes } of validity().dropped) {
      const at = root.at(...path)
      yield { at: at.key, message: message(at, history, versions), tag: 'unnecessary' }
    }
  }
})

function message(at: Field, history: FieldHistory, versions: readonly KubernetesVersion[]): string {
  const where = versions.length > 1 ? `${versions[0]} to ${versions.at(-1)}` : (versions[0] ?? newestVersion)
  const remedy =
    history.on === undefined ? 'turn on its feature gate' : 'turn on its feature gate, or upgrade'
  return `Kubernetes ${where} accepts ${at.path.at(-1)} and silently drops it (${history.title}): ${untilWhen(history)}. Remove it, or ${remedy}.`
}
