import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { reportsOf } from '../src/core/rule-kit/index.ts'
import { suggestTimeZone } from '../src/kubernetes/cron/index.ts'

export default defineRule({
  id: 'cron-time-zone',
  summary: 'Spell time zones as the time zone database does.',
  rationale: `The API server looks up timeZone by its exact name, such as \`Europe/Berlin\` or \`Etc/UTC\`. It refuses
other capitalization (\`utc\`), most abbreviations (\`PST\`), offsets (\`+02:00\`) and \`Local\`.`,
  whenNot: `It stays quiet where no time zone is set and on values that are filled in later.`,
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob'],
  fixes: ['safe'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones'],
  since: '0.1.0',
  examples: [
    {
      title: 'A zone that does not exist',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 6 * * *"
          timeZone: Europe/Atlantis
          jobTemplate:
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
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 6 * * *"
          timeZone: Europe/Athens
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'Names are case-sensitive',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          timeZone: utc
          jobTemplate:
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
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          timeZone: UTC
          jobTemplate:
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
    const { refused } = resource.validity()
    yield* reportsOf(
      resource,
      refused.filter(({ id }) => id === 'C4'),
      knownSpelling
    )
  }
})

/** The zone of the same letters; any other would be a guess. */
function knownSpelling(at: Field): Fix<Field> | undefined {
  const { text = '' } = at
  const to = suggestTimeZone(text)
  const letters = text.trim().replaceAll(' ', '_').toLowerCase()
  if (to?.toLowerCase() !== letters) return undefined
  return { title: `Write timeZone: ${to}`, safety: 'safe', changes: [{ set: at, to }] }
}
