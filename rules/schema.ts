import { Field } from '../src/core/document/index.ts'
import { isOtherGroup } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import {
  familiesOf,
  inVersions,
  schemaFix,
  schemaMessage,
  strayFix,
  unknownMessage
} from '../src/core/rule-kit/index.ts'
import { newestVersion } from '../src/kubernetes/api/index.ts'

export default defineRule({
  id: 'schema',
  summary: 'Allow only fields and types that the API server can read.',
  rationale: `Before it validates anything, the API server decodes the manifest into its own types. A field it does
not know is refused in strict mode, which kubectl requests by default, and silently dropped otherwise: a
\`backoffLimit\` in the Pod spec limits nothing. A value of the wrong type is always refused, and YAML has surprises
there: \`NO\`, \`on\` and \`y\` are booleans, \`0755\` is 493, \`1e3\` is a number.`,
  whenNot: 'It stays quiet on values that are filled in later, such as `${TAG}` or `{{ .Values.tag }}`.',
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['safe', 'unsafe'],
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  since: '0.1.0',
  examples: [
    {
      title: 'A field at the wrong level',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: report-
        spec:
          template:
            spec:
              backoffLimit: 2
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
      title: 'YAML reads NO as false',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              env:
                - name: COUNTRY
                  value: NO
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              env:
                - name: COUNTRY
                  value: "NO"
      `
    },
    {
      title: 'A quantity with an unknown unit',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              resources:
                limits:
                  memory: 1GB
      `
    },
    {
      title: 'Lines that lost their indentation',
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
      title: 'A Job turned into a CronJob',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          backoffLimit: 2
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
          jobTemplate:
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
      title: 'A name where a reference is needed',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              envFrom:
                - secretRef: report
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              envFrom:
                - secretRef: {name: report}
      `
    },
    {
      title: 'A ConfigMap has a name where a Secret has a secretName',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
          volumes:
            - name: keys
              secret:
                name: report-keys
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
          volumes:
            - name: keys
              secret:
                secretName: report-keys
      `
    },
    {
      title: 'A command is a list',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              command: ./report --all
      `
    }
  ],

  *checkDocument(document) {
    const root = new Field(document, [], document.value)
    const [kind, items] = [root.at('kind').text ?? '', root.at('items')]
    if (!/^(?:CronJob|Job|Pod|)List$/.test(kind) || items.entries().length === 0 || isOtherGroup(root)) return
    yield {
      at: items.key,
      message: `Field items must be a list, but this is a mapping, so kubectl refuses the ${kind}; write "- " before each object.`
    }
  },

  *check({ kind, root, validity, strays }, { kubernetes }) {
    const families = familiesOf(strays())
    const { flattened } = strays()
    for (const problem of validity().decoding) {
      if (isListDash(problem.path.at(-1)) || isListDash(problem.value)) continue
      const at = root.at(...problem.path)
      const version = problem.versions?.[0] ?? kubernetes[0] ?? newestVersion
      const target = { kind, root, version }
      if (problem.type !== 'unknown-field') {
        const fix = schemaFix(problem, target)
        const message = schemaMessage(problem, at) + inVersions(problem.versions)
        yield { at, message, ...(fix && { fix }) }
        continue
      }
      const family = families.get(JSON.stringify(problem.path)) ?? []
      // What is unknown among lines that have lost their indentation is so by the same cause.
      const isFlat = flattened.some(({ path }) => String(path) === String(problem.path.slice(0, -1)))
      if (isFlat && family.length === 0) continue
      const [first, ...others] = family.map(({ path }) => root.at(...path).key)
      if (first !== undefined && String(first.path) !== String(at.path)) continue
      const fix = strayFix(family, target)
      yield {
        at: at.key,
        message: unknownMessage(problem, family, { kind, version, flattened }),
        related: others.map((other) => ({ at: other, message: 'This belongs there too.' })),
        ...(fix && { fix })
      }
    }
  }
})

/** A typographic dash where a list was meant is what `typographic-characters` reports. */
function isListDash(written: unknown): boolean {
  return typeof written === 'string' && /^[\u2012-\u2015\u2212]\s/.test(written)
}
