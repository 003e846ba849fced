import { mayBeSuspended } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { reportsOf } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'never-runs',
  summary: 'Catch what the API server accepts although no Pod can ever run.',
  rationale: `Some mistakes pass every check on create and show only in the controller’s events: the Jobs of a CronJob
would have labels that are refused, or a Pod template has spaces around its image. Nothing fails, and nothing runs
either.`,
  whenNot: `It stays quiet on what the API server refuses anyway, and on values that are filled in later.
\`cron-never-fires\` reports schedules that never fire.`,
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/'],
  since: '0.1.0',
  examples: [
    {
      title: 'A space in the image name',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: "example.com/report:1.4.2 "
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    }
  ],

  *check(resource) {
    const problems = resource.validity().neverRuns
    const isButton = mayBeSuspended(resource)
    yield* reportsOf(
      resource,
      problems.filter(({ id }) => id !== neverFires || !isButton)
    )
  }
})

/** A suspended CronJob with a schedule that never fires is a button: it is started by hand. */
const neverFires = 'N8'
