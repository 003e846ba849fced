import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  classifyTask,
  type TaskDescription,
  type TaskEvidence
} from '../../../src/kubernetes/container/idempotency/task.ts'
import { judgeName } from '../../../src/kubernetes/container/idempotency/task-names.ts'
import { expectLinear } from '../../growth.ts'
import { type Labelled, labelled } from './task-commands.ts'

function describeTask(task: Labelled[1]): TaskDescription {
  if (typeof task === 'string') return { labels: {}, containers: [{ command: ['sh', '-c', task], args: [] }] }
  const { job, labels = {}, ...container } = task
  return { ...(job && { name: job }), labels, containers: [{ command: [], args: [], ...container }] }
}

function evidenceOf(command: readonly string[], args: readonly string[] = []): readonly TaskEvidence[] {
  return classifyTask({ labels: {}, containers: [{ command, args }] }).evidence
}

describe('the labelled table', () => {
  it.each(labelled)('%s: %j', (label, task) => {
    const { retry: found, evidence } = classifyTask(describeTask(task))
    expect({ retry: found, evidence: found === label ? [] : evidence }).toEqual({
      retry: label,
      evidence: []
    })
  })

  it('is recalled, and precise, to 95 %', () => {
    const found = labelled.filter(([, task]) => classifyTask(describeTask(task)).retry === 'unsafe')
    const right = found.filter(([label]) => label === 'unsafe').length
    const all = labelled.filter(([label]) => label === 'unsafe').length
    expect(labelled.length).toBeGreaterThan(350)
    expect(right / all).toBeGreaterThanOrEqual(0.95)
    expect(right / found.length).toBeGreaterThanOrEqual(0.95)
  })

  it('points at words that stand where it says', () => {
    for (const [, task] of labelled) {
      const description = describeTask(task)
      for (const { container = 0, list, index = 0, start, end, words } of classifyTask(description)
        .evidence) {
        if (list === undefined || start === undefined) continue
        expect(description.containers[container]?.[list][index]?.slice(start, end)).toBe(words)
      }
    }
  })
})

describe('another run after one that has succeeded', () => {
  it.each([
    ['harmless', 'alembic upgrade head'],
    ['harmless', 'bundle exec rails db:migrate'],
    ['harmless', 'flyway -url=x migrate'],
    ['harmless', './wait.sh && python manage.py migrate --noinput'],
    ['harmless', './bin/migrate.sh'],
    ['harmless', 'npx prisma db push'],
    ['harmless', 'kubectl apply -f x.yaml'],
    ['harmless', 'psql -c "select 1"'],
    ['acts', 'alembic downgrade -1'],
    ['acts', 'rails db:migrate db:seed'],
    ['acts', 'python manage.py loaddata x.json'],
    ['acts', './backfill-orders.sh'],
    ['acts', 'psql -c "insert into a values (1)"'],
    ['acts', 'curl -X POST https://api.example.com/charges'],
    ['unknown', 'psql -c "alter table a add b int"'],
    ['unknown', 'psql -f migrate.sql'],
    ['unknown', './work']
  ])('%s: %s', (again, script) => expect(classifyTask(describeTask(script))).toMatchObject({ again }))
})

describe('evidence', () => {
  const script = 'set -e\npoetry run alembic -c a.ini upgrade head'

  it.each<[string, readonly string[], readonly string[], Partial<TaskEvidence>]>([
    [
      'words in a script',
      ['sh', '-c', script],
      [],
      {
        list: 'command',
        index: 2,
        start: 18,
        end: 42,
        words: 'alembic -c a.ini upgrade',
        why: 'changes the database schema'
      }
    ],
    [
      'a script in args',
      ['sh', '-c'],
      ['rails db:migrate'],
      { list: 'args', index: 0, start: 0, end: 16, words: 'rails db:migrate' }
    ],
    [
      'SQL in an option',
      ['sh', '-c', 'psql -c "INSERT INTO orders VALUES (1)"'],
      [],
      { start: 9, end: 27, words: 'INSERT INTO orders', why: 'writes rows to a database' }
    ],
    [
      'SQL in a heredoc',
      ['sh', '-c', 'psql <<EOF\nSELECT 1;\nTRUNCATE t;\nEOF'],
      [],
      { start: 21, end: 31, words: 'TRUNCATE t' }
    ],
    [
      'SQL as a word of its own',
      ['psql', '-c', 'ALTER TABLE a ADD b int'],
      [],
      { list: 'command', index: 2, start: 0, end: 13, words: 'ALTER TABLE a' }
    ],
    [
      'a script in a script',
      ['sh', '-c', "exec bash -c 'flyway migrate'"],
      [],
      { start: 14, end: 28, words: 'flyway migrate' }
    ],
    [
      'a program by its name',
      ['/scripts/db-migrate.sh'],
      [],
      { list: 'command', index: 0, start: 0, end: 22, words: '/scripts/db-migrate.sh' }
    ]
  ])('gives the place of %s', (_, command, args, expected) => {
    expect(evidenceOf(command, args)[0]).toMatchObject({ source: 'command', container: 0, ...expected })
  })

  it.each<[string, readonly string[], readonly string[], Partial<TaskEvidence>]>([
    [
      'words over several strings',
      ['alembic'],
      ['upgrade', 'head'],
      { list: 'command', index: 0, words: 'alembic upgrade' }
    ],
    [
      'SQL behind escapes',
      ['sh', '-c', 'psql -c "INSERT INTO \\"t\\" VALUES (1)"'],
      [],
      { list: 'command', index: 2, words: 'INSERT INTO "t"' }
    ]
  ])('gives no offsets for %s', (_, command, args, expected) => {
    const [first] = evidenceOf(command, args)
    expect(first).toMatchObject(expected)
    expect(first).not.toHaveProperty('start')
  })

  it('names the container, the image, the name and the label', () => {
    const idle = { command: ['sleep', '1'], args: [] }
    const migrating = { command: ['alembic', 'upgrade', 'head'], args: [] }
    const opaque = { image: 'acme/app-migrations:1', command: [], args: [] }
    expect(classifyTask({ labels: {}, containers: [idle, migrating] }).evidence[0]).toMatchObject({
      container: 1
    })
    expect(
      classifyTask({ name: 'db-migration', labels: { 'a.io/task-type': 'backfill' }, containers: [opaque] })
    ).toEqual({
      retry: 'unsafe',
      again: 'acts',
      evidence: [
        { source: 'image', container: 0, words: 'migrations', why: 'changes the database schema' },
        { source: 'name', words: 'db migration', why: 'changes the database schema' },
        { source: 'label', label: 'a.io/task-type', words: 'backfill', why: 'changes existing data' }
      ]
    })
  })

  it('tells why a task can be repeated', () => {
    const guarded = evidenceOf(['sh', '-c', '[ -f /done ] || alembic upgrade head'])
    expect(guarded[0]).toMatchObject({
      words: 'alembic upgrade',
      why: 'runs only where a check finds the work not yet done'
    })
    expect(evidenceOf(['kubectl', 'apply', '-f', 'x'])[0]).toMatchObject({
      why: 'ends in the same state when repeated'
    })
  })
})

describe('one request', () => {
  const isOne = (...scripts: readonly string[]) =>
    classifyTask({
      labels: {},
      containers: scripts.map((script) => ({ command: ['sh', '-c', script], args: [] }))
    }).isOneRequest === true

  it.each([
    'curl -fsS -X POST https://a.example/run',
    'echo start; curl -X POST https://a.example/run; echo done',
    'kubectl get ns; kubectl create -f run.yaml',
    'if [ -n "$A" ]; then tkn pipeline start build; fi',
    'tell() { curl -X POST https://a.example/run?$1; }; tell a'
  ])('%s is one', (script) => expect(isOne(script)).toBe(true))

  it.each([
    'curl -X POST https://a.example/run; curl -X POST https://a.example/run2',
    'curl -X POST https://a.example/run && ./check',
    'curl -X POST https://a.example/run | jq -e .id',
    'for i in 1 2; do curl -X POST https://a.example/run; done',
    'tell() { curl -X POST https://a.example/run?$1; }; tell a; tell b',
    'alembic upgrade head',
    'curl -X POST -d to=a https://api.twilio.com/2010-04-01/Accounts/x/Messages.json; ./more'
  ])('%s is more', (script) => expect(isOne(script)).toBe(false))

  it('counts all containers', () => {
    const post = 'curl -X POST https://a.example/run'
    expect(isOne(post, 'kubectl apply -f x')).toBe(true)
    expect(isOne(post, './work')).toBe(false)
    expect(isOne(post, post)).toBe(false)
  })
})

describe('a task', () => {
  it('is unknown without containers or with nothing that tells', () => {
    expect(classifyTask({ labels: {}, containers: [] })).toEqual({
      retry: 'unknown',
      again: 'unknown',
      evidence: []
    })
    expect(classifyTask({ name: 'x', labels: {}, containers: [{ command: [], args: [] }] }).retry).toBe(
      'unknown'
    )
  })

  it('is unknown when one of its containers is', () => {
    const containers = [
      { command: ['kubectl', 'apply', '-f', 'x'], args: [] },
      { image: 'acme/x', command: [], args: [] }
    ]
    expect(classifyTask({ labels: {}, containers }).retry).toBe('unknown')
  })

  it('is judged without its proxies', () => {
    const containers = [
      { command: ['pg_dump', 'x'], args: [] },
      { image: 'gcr.io/cloudsql-docker/gce-proxy:1', command: [], args: [] }
    ]
    expect(classifyTask({ labels: {}, containers }).retry).toBe('safe')
  })
})

describe('names', () => {
  it.each([
    'db-migrate',
    'runMigrations',
    'migrator',
    'orders_backfill',
    'restore-from-backup',
    'seed-db',
    'data-fix-1234',
    'import-users',
    'user-import',
    'send-invoice-emails',
    'weekly-newsletter',
    'billing-run',
    'payout',
    'schema-update'
  ])('%s tells of work not to be repeated', (name) => expect(judgeName(name)).toBeDefined())

  it.each([
    'migration-status',
    'check-migrations',
    'wait-for-migration',
    'vm-migration',
    'storage-version-migration',
    'backup',
    'db-backup',
    'important-job',
    'seed-node',
    'cassandra-repair',
    'billing-report',
    'generate-migration',
    'immigration-forms',
    'cleanup-migrations',
    'cronjob',
    'reseeding'
  ])('%s does not', (name) => expect(judgeName(name)).toBeUndefined())
})

describe('hostile input', () => {
  const part = fc.constantFrom(
    'alembic ',
    'upgrade ',
    'psql -c ',
    '"INSERT INTO t ',
    "'",
    '"',
    '$(',
    '`',
    '(',
    ')',
    '; ',
    ' && ',
    ' || ',
    ' | ',
    'if ',
    '; then ',
    ' fi',
    'sh -c ',
    'sudo ',
    '<<E\n',
    'E\n',
    '-- ',
    '/* ',
    '$$',
    'kubectl exec ',
    'f() { f; }; ',
    'curl -X POST ',
    '{{ ',
    '\u0000',
    '\u{1F600}',
    '= ',
    'WITH ',
    'UPDATE t SET ',
    'env ',
    'A=$(psql) ',
    '[ "$A" = '
  )
  const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''))

  it('never throws', () => {
    fc.assert(
      fc.property(
        text,
        text,
        fc.array(text, { maxLength: 4 }),
        fc.boolean(),
        (script, name, args, isShell) => {
          const command = isShell ? ['sh', '-c', script] : [script]
          const { evidence } = classifyTask({
            name,
            labels: { 'x/task-type': name },
            containers: [{ image: name, command, args }]
          })
          for (const { list, index = 0, start, end, words } of evidence) {
            if (list !== undefined && start !== undefined)
              expect((list === 'command' ? command : args)[index]?.slice(start, end)).toBe(words)
          }
        }
      ),
      { numRuns: 500 }
    )
  })

  it.each([
    'a ',
    'sudo ',
    'psql -c ',
    "psql -c 'insert' ",
    '$(',
    '"$(',
    '<<a ',
    'if a; then ',
    '[ -f x ] || ',
    'psql | ',
    'f() { f; f; }; f; ',
    '/* ',
    '$$',
    'update t set a = 1, ',
    '\\i x\n',
    'migrate-',
    'aB',
    '--a=b '
  ])('costs no more than its length for %j again and again', (piece) => {
    expectLinear((size) => {
      const long = piece.repeat(size / piece.length)
      for (const command of [
        ['sh', '-c', long],
        ['psql', '-c', long],
        ['mongosh', '--eval', long],
        ['ruby', '-e', long],
        [long],
        long.split(' ')
      ]) {
        classifyTask({
          name: long,
          labels: { 'x/task-type': long },
          containers: [{ image: long, command, args: [] }]
        })
      }
    }, 60_000)
  })
})
