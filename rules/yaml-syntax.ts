import { explainCut, explainDropped, explainFault, findTypography } from '../src/core/document/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { syntaxReport } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'yaml-syntax',
  summary: 'Require text that Kubernetes can read as YAML or JSON.',
  rationale: `kubectl stops reading a file at the first document that it cannot read: what comes before it is applied, what
comes after it is not. Each broken document gives one finding, at the first fault; what follows from it is not repeated.
Kubernetes reads YAML 1.1 with rules of its own, and so does jobsworth: a tab after a dash or an alias without its
anchor is refused, a closing bracket in the first column is not. Two manifests without \`---\` between them are read as
one, and what follows \`...\` is dropped silently; both are reported here as well.`,
  whenNot: `It stays quiet on documents of other kinds unless a Job, CronJob or Pod follows them in the same file, on templates that have to be rendered first (the summary
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
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: sync
        spec:
          schedule: "*/5 * * * *"
      `
    },
    {
      title: 'Two fields on one line',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
        spec:
          backoffLimit: 2 activeDeadlineSeconds: 600
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
        spec:
          backoffLimit: 2
          activeDeadlineSeconds: 600
      `
    },
    {
      title: 'Another object, at which kubectl stops before it comes to the Job',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: report
           labels: {app: report}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
      `,
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: report
          labels: {app: report}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
      `
    },
    {
      title: 'A quoted text that is cut in two',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              args: ["first
        ---
        second"]
      `
    },
    {
      title: 'Two manifests that nothing separates',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: cleanup
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: cleanup
      `
    },
    {
      title: 'A separator inside a script',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              args:
                - |
        ---
                  report --all
      `
    },
    {
      title: 'Text after the end of the document',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
        ...
        spec:
          backoffLimit: 0
      `
    },
    {
      title: 'Words before a manifest that begins with a comment: kubectl reads nothing but the words',
      bad: yaml`
        cat <<'EOF' | kubectl apply -f -
        # The report of the night
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
        EOF
      `
    },
    {
      title: 'A directive, which kubectl treats as a document of its own',
      bad: yaml`
        %YAML 1.1
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
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
    },
    {
      title: 'A placeholder for a whole line that nothing has filled in',
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
                  REPORT_IMAGE
                  args: [--daily]
      `
    }
  ],

  *checkDocument(document) {
    const fault = explainFault(document)
    if (fault !== undefined && findTypography(document).next().done) {
      const { kubectl: _, ...plain } = fault
      const message = `${fault.message} kubectl stops here, so what follows in this file is not applied.`
      yield syntaxReport(document.isForeign ? { ...plain, message } : fault)
    }
    const dropped = explainDropped(document)
    if (dropped !== undefined) yield syntaxReport(dropped)
    const cut = explainCut(document)
    if (cut !== undefined) yield syntaxReport(cut)
  }
})
