import { explainDropped, explainFault, findTypography } from '../src/core/document/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { syntaxReport } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'yaml-syntax',
  summary: 'Require text that Kubernetes can read as YAML or JSON.',
  rationale: `kubectl refuses the whole file when one document in it cannot be read. Each broken document gives one
finding, at the first error; errors that follow from it are not repeated. The reference is the YAML that Kubernetes
reads, a mix of 1.1 and 1.2: a tab after a dash or an alias without its anchor is an error, a closing bracket at the
margin is not.`,
  whenNot: `It stays quiet on documents of other kinds, on templates that have to be rendered first (the summary
counts them), and where \`typographic-characters\` reports the cause.`,
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['unsafe'],
  references: ['https://yaml.org/spec/1.2.2/'],
  since: '0.1.0',
  examples: [
    {
      title: 'A key out of line',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
           labels:
            app: report
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
          labels:
            app: report
      `
    },
    {
      title: 'A schedule without quotes',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: sync
        spec:
          schedule: */5 * * * *
      `
    },
    {
      title: 'A template is unfinished, not broken',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
        {{- with .Values.labels }}
          labels: {{ toYaml . | nindent 4 }}
        {{- end }}
      `
    }
  ],

  *checkDocument(document) {
    const fault = explainFault(document)
    if (fault !== undefined && findTypography(document).next().done) yield syntaxReport(fault)
    const dropped = explainDropped(document)
    if (dropped !== undefined) yield syntaxReport(dropped)
  }
})
