import { failsOnExitCodes, type Resource, retriesOf, runsTogether } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { totalWait } from '../src/kubernetes/retries/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'backoff-limit-explicit',
  summary: 'Set backoffLimit, so that the number of retries is a decision.',
  rationale: `Without backoffLimit it is 6. With \`restartPolicy: Never\` a Job that fails is then retried six times,
after 10, 20, 40, 80, 160 and 320 seconds: it takes more than ten minutes to be reported as failed, and leaves seven
Pods behind. With \`OnFailure\` its containers run six times, with more than five minutes of waits, and then the Pod is
deleted with its logs. A written limit shows the next reader how often the task may run.`,
  whenNot: `It stays quiet where backoffLimitPerIndex counts instead, where \`backoff-limit-non-idempotent\` already
reports the missing limit, and on patches and fragments.`,
  category: 'retries',
  severity: { recommended: 'info', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy'],
  since: '0.1.0',
  examples: [
    {
      title: 'Six retries that nobody chose',
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
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: report-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'Each index has its own limit',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: report-
        spec:
          completionMode: Indexed
          completions: 5
          backoffLimitPerIndex: 1
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
    const { jobSpec, isPartial } = resource
    const limit = jobSpec?.at('backoffLimit')
    if (!limit || limit.exists || isPartial || jobSpec?.at('backoffLimitPerIndex').exists) return
    yield {
      at: limit,
      message: `No backoffLimit: it defaults to 6${consequence(resource)}. Set it to the number of retries that can help.`
    }
  }
})

function consequence(resource: Resource): string {
  const { jobSpec } = resource
  const retries = retriesOf(resource)
  if (jobSpec === undefined || retries === undefined || runsTogether(jobSpec) || failsOnExitCodes(resource))
    return ' retries'
  const waits = totalWait(retries.limit, retries.restartPolicy)
  const deadline = jobSpec.at('activeDeadlineSeconds')
  if (deadline.exists && (deadline.integer ?? 0) <= waits) return ' retries'
  return `, so a task that keeps failing is retried for ${duration(waits)}, not counting run times`
}
