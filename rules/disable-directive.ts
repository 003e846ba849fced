import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'disable-directive',
  summary: 'Write suppressions that do what they say.',
  rationale: `A comment such as \`# jobsworth-disable-next-line ttl-requird\` or an annotation \`jobsworth/disable\` with a
misspelt rule, a day that is none, or a word that does not exist suppresses nothing, and whoever wrote it believes it does.
With \`requireReason\`, each suppression also has to say why, behind \`--\` or in the annotation \`jobsworth/reason\`.`,
  whenNot: `It stays quiet where \`inlineConfig: false\` takes all effect from comments and annotations. No comment or
annotation can suppress it. docs/suppressions.md shows all forms.`,
  category: 'suppression',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  options: {
    requireReason: {
      type: 'boolean',
      description: 'Whether a suppression without a reason is a finding.',
      default: false
    }
  },
  references: ['https://eslint.org/docs/latest/use/configure/rules#comment-descriptions'],
  since: '0.1.0',
  examples: [
    {
      title: 'A misspelt rule',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-2026-11
        # jobsworth-disable-next-line ttl-requird -- kept for the auditors
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
          name: report-2026-11
        # jobsworth-disable-next-line ttl-required -- kept for the auditors
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
      title: 'A day that is none',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-2026-11
          annotations:
            jobsworth/disable: ttl-required
            jobsworth/reason: "until 2027-02-30: kept for the auditors"
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
      title: 'A suppression without a reason, where reasons are asked for',
      options: { requireReason: true },
      bad: yaml`
        # jobsworth-disable-file ttl-required
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-2026-11
        spec:
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
