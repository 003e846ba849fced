import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'service-account',
  summary: 'Give every task its own service account.',
  rationale: `A Pod without serviceAccountName runs as \`default\`, which it shares with everything else in the
namespace. Whatever one of them is granted, all of them have, and the audit log cannot show which of them did it.`,
  whenNot: `It stays quiet where automountServiceAccountToken is false, so that nothing is granted to the Pod, and on
patches and fragments.`,
  category: 'safety',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  counterparts: { 'kube-linter': ['default-service-account'] },
  references: ['https://kubernetes.io/docs/concepts/security/service-accounts/'],
  since: '0.1.0',
  examples: [
    {
      title: 'Everyone is default',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: report-
        spec:
          template:
            spec:
              restartPolicy: Never
              serviceAccountName: default
              containers:
                - name: report
                  image: example.com/report:1.4.2
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
              serviceAccountName: report
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'No account also means default',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
      `
    },
    {
      title: 'Nothing is granted',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          automountServiceAccountToken: false
          containers:
            - name: report
              image: example.com/report:1.4.2
      `
    }
  ],

  *check({ podSpec, isPartial }) {
    if (podSpec.at('automountServiceAccountToken').boolean === false) return
    const named = ['serviceAccountName', 'serviceAccount']
      .map((key) => podSpec.at(key))
      .find((field) => field.value)
    if (named === undefined ? isPartial : named.text !== 'default') return
    const found =
      named === undefined ? 'No serviceAccountName: the Pod runs as "default"' : 'The Pod runs as "default"'
    yield {
      at: named ?? podSpec.at('serviceAccountName'),
      message: `${found} and shares its permissions with everything else in the namespace. Name an account created for this task, or set automountServiceAccountToken: false.`
    }
  }
})
