import { defineRule, yaml } from '../src/core/rule/index.ts'
import { apiUse } from '../src/core/rule-kit/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'service-account',
  summary: 'Give every task its own service account.',
  rationale: `A Pod without serviceAccountName runs as \`default\`, which it shares with everything else in the
namespace. The rights that one of them is granted are the rights of all. A task that calls the API needs an account of
its own, with a Role for just what it does.`,
  whenNot: `It stays quiet where automountServiceAccountToken is false, so that no token is mounted and the API is out of
reach, and on patches and fragments. The Pod still runs as \`default\` then: what the account has besides, such as
imagePullSecrets or an identity in the cloud, it has too.`,
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
      title: 'kubectl needs an account, not less of a token',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: restart
        spec:
          containers:
            - name: restart
              image: registry.k8s.io/kubectl:v1.36.0
              command: [kubectl, rollout, restart, deployment/shop]
      `
    },
    {
      title: 'No token is mounted',
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

  *check(resource) {
    const { podSpec, isPartial } = resource
    if (podSpec.at('automountServiceAccountToken').boolean === false) return
    const named = ['serviceAccountName', 'serviceAccount']
      .map((key) => podSpec.at(key))
      .find((field) => field.value)
    if (named === undefined ? isPartial : named.text !== 'default') return
    const found =
      named === undefined ? 'No serviceAccountName: the Pod runs as "default"' : 'The Pod runs as "default"'
    const use = apiUse(resource)
    const advice =
      use === undefined
        ? 'Name an account of its own, or, if it never calls the API, set automountServiceAccountToken: false.'
        : `${quoted(use.line)} calls the API: name an account that has only the rights it needs.`
    yield {
      at: named ?? podSpec.at('serviceAccountName'),
      message: `${found}, whose permissions everything in the namespace shares. ${advice}`,
      ...(use && { related: [{ at: use.at, message: 'This calls the API.' }] })
    }
  }
})
