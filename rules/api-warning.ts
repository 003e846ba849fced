import { defineRule, yaml } from '../src/core/rule/index.ts'
import { reportsOf } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'api-warning',
  summary: 'Fix what the API server would warn about.',
  rationale: `kubectl prints such a warning once, in the middle of a pipeline’s output, and the object is created
anyway: half a byte of memory, the same port twice, an environment variable that hides another, a label selector that
matches nothing, a node label that was renamed years ago.`,
  whenNot: `It stays quiet on values that are filled in later.`,
  category: 'validity',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job', 'Pod'],
  references: ['https://kubernetes.io/blog/2020/09/03/warnings/'],
  since: '0.1.0',
  examples: [
    {
      title: 'Memory in thousandths of a byte',
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
                    limits: {memory: 128m}
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
              containers:
                - name: report
                  image: example.com/report:1.4.2
                  resources:
                    limits: {memory: 128Mi}
      `
    },
    {
      title: 'The same variable twice',
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
                  env:
                    - {name: MONTH, value: "11"}
                    - {name: MONTH, value: "12"}
      `
    }
  ],

  *check(resource) {
    yield* reportsOf(resource, resource.validity().warnings)
  }
})
