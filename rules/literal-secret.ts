import type { Field } from '../src/core/document/index.ts'
import { readingOf } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { wordsOf } from '../src/core/rule-kit/index.ts'
import { type SecretKind, secretIn, secretsWithin } from '../src/kubernetes/container/index.ts'
import { literalsOf } from '../src/shell/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'literal-secret',
  summary: 'Take passwords, tokens and keys from a Secret.',
  rationale: `A password in a manifest is known to everyone who can read the repository, its history, the Job
(\`kubectl get job -o yaml\`) or a backup of etcd; a password in an argument also to anyone who lists processes on the
node. It cannot be changed without a commit, and deleting the line does not remove it from the history. The finding
never shows the value itself.`,
  whenNot: `It stays quiet on \`valueFrom\`, on values that are filled in later, on file paths, URLs without a
password, names of Secrets and variables, switches and numbers such as \`TOKEN_TTL\`, and on values that are clearly
made up (\`changeme\`, \`example\`, \`test123\`, a bare \`postgres\`), as fixtures have them. These are weak
passwords all the same: deployed, anybody can guess them. What only looks simple is reported: \`Postgres2026!\`, \`admin123\`,
\`P@ssw0rd\`. List a variable in \`allow\` where the value is public.`,
  category: 'safety',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Names of variables and options whose values are not secrets, whatever they look like.'
    }
  },
  counterparts: { 'kube-linter': ['env-var-secret'], polaris: ['sensitiveContainerEnvVar'] },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/secret/',
    'https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/',
    'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A password in the environment',
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
                - name: DB_PASSWORD
                  value: kT9w-42lq
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
                - name: DB_PASSWORD
                  valueFrom:
                    secretKeyRef:
                      name: report-db
                      key: password
      `
    },
    {
      title: 'A weak password is one too',
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
                - name: PGPASSWORD
                  value: Postgres2026!
      `
    },
    {
      title: 'A password in an option',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              args: ["--user=report", "--password=kT9w-42lq"]
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
              args: ["--user=report", "--password-file=/run/secrets/report/password"]
              volumeMounts:
                - name: password
                  mountPath: /run/secrets/report
                  readOnly: true
          volumes:
            - name: password
              secret:
                secretName: report-db
      `
    },
    {
      title: 'A password in a script',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              command: [sh, -c]
              args:
                - |
                  export PGPASSWORD='kT9w-42lq'
                  psql -h db -c 'select 1'
      `
    },
    {
      title: 'A password in a URL',
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
                - name: DATABASE_URL
                  value: postgres://report:kT9w-42lq@db:5432/report
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
                - name: DB_PASSWORD
                  valueFrom:
                    secretKeyRef:
                      name: report-db
                      key: password
                - name: DATABASE_URL
                  value: postgres://report:$(DB_PASSWORD)@db:5432/report
                - name: TOKEN_URL
                  value: https://login.example.com/oauth/token
      `
    },
    {
      title: 'No secrets',
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
                - { name: DB_PASSWORD_FILE, value: /run/secrets/db }
                - { name: DB_PASSWORD_SECRET_NAME, value: report-db }
                - { name: TLS_SECRET, value: report-tls-2 }
                - { name: TOKEN_TTL, value: "3600" }
                - { name: ALLOW_EMPTY_PASSWORD, value: "yes" }
                - { name: API_TOKEN, value: "{{ .Values.token }}" }
                - { name: TOKEN_VARIABLE, value: API_TOKEN }
      `
    }
  ],

  *check({ containers, initContainers }, { options }) {
    for (const container of [...initContainers, ...containers]) {
      for (const variable of container.at('env').items()) yield* inVariable(variable, options.allow)
      yield* inArguments(container, options.allow)
    }
  }
})

function* inVariable(variable: Field, allow: readonly string[]): Generator<Report> {
  const [name, value] = [String(variable.at('name').value ?? ''), variable.at('value')]
  const kind = value.text === undefined || allow.includes(name) ? undefined : secretIn(name, value.text)
  if (kind === undefined) return
  yield {
    at: value,
    message: `Variable ${quoted(name)} contains ${kind} in plain text (${masked}): anyone who can read the manifest or its history can see it. Use valueFrom.secretKeyRef, and change it.`
  }
}

function* inArguments(container: Field, allow: readonly string[]): Generator<Report> {
  const fields = [...container.at('command').items(), ...container.at('args').items()]
  const texts = wordsOf(container)
  const seen = new Set<string>()
  const report = (index: number, kind: SecretKind, from: string, part?: { text: string; start: number }) => {
    const field = fields[index]
    const place = `${index} ${part?.start}`
    if (field === undefined || seen.has(place)) return []
    seen.add(place)
    const isPlaced = part !== undefined && texts[index]?.startsWith(part.text, part.start)
    return [{ at: isPlaced ? field.words(part.text, part.start) : field, message: told(kind, from) }]
  }
  for (const { name, value, index, start } of literalsOf(texts, readingOf(container))) {
    const kind = allow.includes(name) ? undefined : secretIn(name, value)
    if (kind === undefined) continue
    // Of a URL only its password is underlined, once.
    const [part = { text: value, start: 0 }] = secretsWithin(value)
    yield* report(index, kind, ` in ${quoted(name)}`, { text: part.text, start: start + part.start })
  }
  for (const [index, text] of texts.entries()) {
    for (const secret of secretsWithin(text)) yield* report(index, secret.kind, '', secret)
  }
}

function told(kind: SecretKind, from: string): string {
  return `The command contains ${kind} in plain text${from} (${masked}): anyone who can read the manifest, its history or the process list can see it. Pass it from a Secret, and change it.`
}

const masked = '****'
