import type { Safety } from '../../src/core/fix/change.ts'
import type { Crash, Finding, FindingFix, LintResult } from '../../src/core/rule/finding.ts'
import { defineRule } from '../../src/core/rule/rule.ts'
import type { RunFacts } from '../../src/report/run-facts.ts'
import { positionsOf } from '../../src/yaml/positions.ts'

const ttl = defineRule({
  id: 'ttl-required',
  summary: 'Set ttlSecondsAfterFinished on every Job.',
  counterparts: { 'kube-linter': ['job-ttl-seconds-after-finished'], checkov: ['CKV_1', 'CKV_2'] },
  rationale:
    'A finished Job and its Pods stay in the cluster until somebody deletes them.\n\n' +
    'With `ttlSecondsAfterFinished` the cluster deletes them itself.',
  whenNot: 'Quiet on CronJobs, which clean up after themselves.',
  category: 'lifecycle',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['Job'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/'],
  examples: [
    {
      title: 'A Job that stays forever',
      bad: 'apiVersion: batch/v1\nkind: Job\nspec: {}\n',
      good: 'apiVersion: batch/v1\nkind: Job\nspec:\n  ttlSecondsAfterFinished: 3600\n'
    }
  ],
  since: '0.1.0'
})

const backoff = defineRule({
  id: 'backoff-limit-non-idempotent',
  summary: 'Do not retry work that must not happen twice.',
  rationale: 'Every retry runs the whole command again.',
  whenNot: 'Quiet where `jobsworth/idempotent: "true"` says that repeating is safe.',
  category: 'retries',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['Job', 'CronJob'],
  options: {
    max: { type: 'integer', description: 'Retries allowed: 0 | 1.', default: 1, minimum: 0 },
    tools: { type: 'array', items: { type: 'string' }, description: 'More tools.', default: ['alembic'] }
  },
  references: [],
  examples: [{ title: 'A migration', bad: 'kind: Job\n', options: { max: 0 } }],
  since: '0.2.0'
})

const owner = defineRule({
  id: 'run-identity',
  summary: 'Say which release or ticket a Job belongs to.',
  rationale: 'Whoever finds the Job at night wants to know.',
  whenNot: 'Turn it off where nobody is on call.',
  category: 'identity',
  severity: { recommended: 'off', strict: 'info' },
  kinds: ['Job'],
  references: [],
  examples: [],
  since: '0.1.0'
})

/** A run with every kind of finding, in files that try to break the formats. */
export const run: RunFacts = {
  version: '1.2.3',
  rules: [ttl, backoff, owner],
  cwd: '/home/me/project',
  home: 'https://example.org/jobsworth'
}

const migration = `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate-größe # “naïve” 🚀
  namespace: shop
spec:
  backoffLimit: 6
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: db
          image: shop/db:1
          command: [alembic, upgrade, head]
`

const hostile =
  '\uFEFFkind: Job\r\nspec: # \u001B]0;owned\u0007\u001B[31m red \u202E drowssap\r\n\tkey: \u0085 100% [x](http://evil)\r\n'

const minified = `{"kind":"Job","metadata":{"labels":{${'"a":"b",'.repeat(60)}"c":"d"}},"spec":{"backoffLimit":6}}`

/** The results of the run. */
export const results: readonly LintResult[] = [
  result('jobs/migrate größe.yaml', migration, [
    finding('ttl-required', 'spec:', {
      message: 'This Job has no ttlSecondsAfterFinished: it and its Pods stay forever once it has finished.',
      path: ['spec', 'ttlSecondsAfterFinished'],
      fix: { safety: 'unsafe', behind: 'spec:\n', text: '  ttlSecondsAfterFinished: 3600\n' }
    }),
    finding('backoff-limit-non-idempotent', '6', {
      severity: 'warning',
      message: 'backoffLimit is 6, so a failed run of this migration is repeated up to 6 times.',
      path: ['spec', 'backoffLimit'],
      evidence: ['alembic, upgrade, head', '"alembic upgrade head" changes the schema.']
    }),
    finding('run-identity', 'migrate-größe', {
      severity: 'info',
      message: 'Nothing here names a release, ticket or incident.',
      path: ['metadata', 'labels']
    }),
    finding('run-identity', 'shop/db:1', {
      severity: 'info',
      message: 'The image tells no release.',
      path: ['spec', 'template'],
      suppressed: { by: 'comment', reason: 'until the registry moves' }
    }),
    finding('ttl-required', 'Never', {
      message: 'Another that does not count.',
      path: ['spec', 'template', 'spec'],
      suppressed: { by: 'config' }
    })
  ]),
  result('clean.yaml', migration, []),
  result('a,b:c%\u001B[2J\n::error::x.yaml', hostile, [
    finding('ttl-required', 'spec: # \u001B]0;owned\u0007\u001B[31m red', {
      message: 'Value "\u001B[2J\u202E\r\n::error::owned" is 100% [wrong](http://evil), {0}.',
      path: ['spec', '\u001B[2J'],
      fix: { safety: 'safe', behind: 'key: ', text: '\u001B[2J\r\n::error::\u202E' }
    }),
    finding('run-identity', 'red \u202E drowssap\r\n\tkey', {
      severity: 'info',
      message: 'Two lines, of no object.'
    }),
    finding('ttl-required', '100%', { message: 'The same again.', path: ['spec', '\u001B[2J'] })
  ]),
  result('../elsewhere/minified.json', minified, [
    finding('backoff-limit-non-idempotent', '6}', {
      message: 'backoffLimit is 6.',
      severity: 'warning',
      resource: { kind: 'Job', generateName: 'migrate-', namespace: 'shop' },
      source: 'shop/templates/migrate.yaml'
    })
  ]),
  {
    ...result('empty.yaml', '', [finding('ttl-required', '', { message: 'There is nothing here.' })]),
    templates: 2,
    crashes: [crash('run-identity', 'empty.yaml')]
  },
  {
    ...result('latin.yaml', '', []),
    documents: 0,
    resources: 0,
    crashes: [{ file: 'latin.yaml', message: 'Line 3 is not UTF-8; save the file as UTF-8.' }]
  }
]

interface Words {
  readonly message: string
  readonly severity?: Finding['severity']
  readonly path?: Finding['path']
  readonly evidence?: readonly [words: string, message: string]
  readonly fix?: { readonly safety: Safety; readonly behind: string; readonly text: string }
  readonly suppressed?: Finding['suppressed']
  readonly resource?: Finding['resource']
  readonly source?: string
}

type Unplaced = (file: string, text: string) => Finding

function finding(
  ruleId: string,
  words: string,
  { message, severity = 'error', path = [], evidence, fix, suppressed, resource, source }: Words
): Unplaced {
  return (file, text) => ({
    ruleId,
    severity,
    message,
    file,
    path,
    ...(path.length > 0 && { resource: { kind: 'Job', name: 'migrate-größe', namespace: 'shop' } }),
    ...(resource && { resource }),
    ...(source !== undefined && { source }),
    ...place(text, words),
    ...(fix && { fix: insertion(fix, text) }),
    related: evidence ? [{ message: evidence[1], ...place(text, evidence[0]) }] : [],
    ...(suppressed && { suppressed })
  })
}

function insertion({ safety, behind, text: words }: NonNullable<Words['fix']>, text: string): FindingFix {
  const at = text.indexOf(behind) + behind.length
  const title = `Write "${words.trim()}" [here](http://evil)`
  return { title, safety, document: 0, changes: [], edits: [{ start: at, end: at, text: words }] }
}

function place(text: string, words: string) {
  const position = positionsOf(text)
  const range = { start: text.indexOf(words), end: text.indexOf(words) + words.length }
  return { range, start: position(range.start), end: position(range.end) }
}

function result(file: string, text: string, findings: readonly Unplaced[]): LintResult {
  const placed = findings.map((unplaced) => unplaced(file, text))
  return { file, text, findings: placed, crashes: [], documents: 1, resources: 1, templates: 0 }
}

function crash(ruleId: string, file: string): Crash {
  return {
    ruleId,
    file,
    message: 'x is not a function',
    stack: 'TypeError: x is not a function\n    at /home/me',
    on: [{ resource: { kind: 'Job', namespace: 'shop', name: 'migrate' }, line: 2 }, { line: 9 }]
  }
}
