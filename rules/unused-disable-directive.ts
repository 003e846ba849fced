import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'unused-disable-directive',
  summary: 'Remove suppressions that suppress nothing.',
  rationale: `A suppression outlives its finding: the manifest was fixed, the rule turned off, the line moved. What is
left hides the next finding there, which nobody has looked at. \`--report-unused-disable-directives\` turns this rule
on for one run, and \`--fix\` removes the comments it finds.`,
  whenNot: `It stays quiet on files that cannot be read to the end, such as unrendered templates, and on the
annotations of other linters. No comment or annotation can suppress it.`,
  category: 'suppression',
  severity: { recommended: 'off', strict: 'warning' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['safe'],
  references: [
    'https://eslint.org/docs/latest/use/command-line-interface#--report-unused-disable-directives'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A suppression on its own line',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-2026-11
        # jobsworth-disable-next-line ttl-required -- kept for the auditors
        spec:
          backoffLimit: 2
          activeDeadlineSeconds: 900
          ttlSecondsAfterFinished: 86400
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
        spec:
          backoffLimit: 2
          activeDeadlineSeconds: 900
          ttlSecondsAfterFinished: 86400
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'One rule of two',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-2026-11
        spec: # jobsworth-disable-line ttl-required, never-runs -- kept for the auditors
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
        spec: # jobsworth-disable-line ttl-required -- kept for the auditors
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
