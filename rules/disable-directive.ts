import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'disable-directive',
  summary: 'Write suppressions that do what they say.',
  rationale: `A comment such as \`# jobsworth-disable-next-line ttl-requird\` or a \`jobsworth/disable\` annotation
with a misspelled rule, an invalid date, or an unknown word suppresses nothing, although its author believes that it
does. With \`requireReason\`, each suppression also has to give a reason, after \`--\` or in the annotation
\`jobsworth/reason\`.`,
  whenNot: `It stays quiet where \`inlineConfig: false\` disables comments and annotations altogether. No comment or
annotation can suppress it. docs/suppressions.md shows all forms.`,
  category: 'suppression',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  options: {
    requireReason: {
      type: 'boolean',
      description: 'Whether a suppression without a reason is reported.',
      default: false
    }
  },
  references: ['https://eslint.org/docs/latest/use/configure/rules#comment-descriptions'],
  since: '0.1.0',
  examples: [
    {
      title: 'A misspelled rule',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-2026-11
        # jobsworth-disable-next-line ttl-requird -- kept for the auditors
        spec:
          backoffLimit: 2
          activeDeadlineSeconds: 900
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
          name: report-2026-11
        # jobsworth-disable-next-line ttl-required -- kept for the auditors
        spec:
          backoffLimit: 2
          activeDeadlineSeconds: 900
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'An invalid date',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-2026-11
          annotations:
            jobsworth/disable: ttl-required
            jobsworth/reason: "until 2027-02-30: kept for the auditors"
        spec:
          backoffLimit: 2
          activeDeadlineSeconds: 900
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'A suppression without a reason, where reasons are required',
      options: { requireReason: true },
      bad: yaml`
        # jobsworth-disable-file ttl-required
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-2026-11
        spec:
          backoffLimit: 2
          activeDeadlineSeconds: 900
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `,
      good: yaml`
        # jobsworth-disable-file ttl-required -- the operator that makes these Jobs removes them
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-2026-11
        spec:
          backoffLimit: 2
          activeDeadlineSeconds: 900
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    }
  ]
})
