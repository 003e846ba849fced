import { defineRule, yaml } from '../src/core/rule/index.ts'
import { reportsOf } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'api-validation',
  summary: 'Pass the checks that the API server runs on create.',
  rationale: `A manifest that parses and decodes can still be refused: a volume mount without its volume, the same
port twice, a request above its limit, exit codes out of order, \`backoffLimitPerIndex\` without \`Indexed\`. This
rule knows the API server's own checks for each version of Kubernetes and reports the field that the server would
refuse.`,
  whenNot: `On patches and fragments it checks only what is written. It stays quiet on values that are filled in
later, and on the resourceVersion of what comes through standard input, which is usually \`kubectl get -o yaml\`.`,
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/'],
  since: '0.1.0',
  examples: [
    {
      title: 'A mount without a volume',
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
                  volumeMounts:
                    - name: data
                      mountPath: /data
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
              volumes:
                - name: data
                  emptyDir: {}
              containers:
                - name: report
                  image: example.com/report:1.4.2
                  volumeMounts:
                    - name: data
                      mountPath: /data
      `
    },
    {
      title: 'Only an Indexed Job has limits per index',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
        spec:
          backoffLimitPerIndex: 1
          activeDeadlineSeconds: 900
          ttlSecondsAfterFinished: 3600
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'A request above its limit',
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
                  resources:
                    requests: {memory: 1Gi}
                    limits: {memory: 512Mi}
      `
    }
  ],

  *check(resource) {
    const isDump = resource.origin === 'standard input'
    const { refused } = resource.validity()
    yield* reportsOf(
      resource,
      refused.filter(({ id }) => !ownRules.test(id) && !(isDump && id === 'M12'))
    )
  }
})

/** What resource-name, restart-policy, cron-schedule and cron-time-zone report. */
const ownRules = /^(?:M[1-6]|J11|J12|C[1-4])$/
