import { expect, test } from 'vitest'
import { needsNoApi } from '../../../src/kubernetes/container/api-client.ts'
import { maskedFailure } from '../../../src/kubernetes/container/exit-code/masked-failure.ts'
import { classifyTask } from '../../../src/kubernetes/container/idempotency/task.ts'
import { endlessPart } from '../../../src/kubernetes/container/never-ends.ts'
import { readContainer } from '../../../src/kubernetes/container/reading.ts'
import { literalsOf } from '../../../src/shell/literals.ts'

const parts = [
  './work; ',
  './work & ',
  './work | tee log; ',
  './work || true; ',
  'set -e; pg_dump a | gzip > x.gz; ',
  'if a; then b; el',
  'if a; then sleep infinity; else ',
  'while true; do a; done; ',
  'f() { a; }; while true; do f; f; f; done; ',
  'f() { f; f; f; f; f; f; }; f; ',
  '[ -f x ] && exit 0; alembic upgrade head; ',
  '[ -f x ] || ',
  'rows=$(psql -c "select 1"); [ -z "$rows" ] && ',
  'find -exec ',
  'find . -exec a \\; ',
  'sh -c "a b" ; ',
  'eval ',
  'X="a b"; $X; ',
  '--password x ',
  'psql <<E\nselect 1\nE\n',
  'trap "a; b" EXIT; '
]

/** CPU time of all readers together, in microseconds. */
function timeOf(script: string): number {
  const start = process.cpuUsage().user
  const container = { command: ['sh', '-c', script], args: [] }
  const reading = readContainer(container)
  endlessPart(reading)
  maskedFailure(reading)
  needsNoApi(container, reading)
  literalsOf(container.command, reading)
  classifyTask({ labels: {}, containers: [{ ...container, reading }] })
  return process.cpuUsage().user - start
}

test.each(parts)('%s, again and again, takes time in proportion to its length', (part) => {
  timeOf(part.repeat(20_000 / part.length))
  const [short, long] = [20_000, 160_000].map((length) => timeOf(part.repeat(length / part.length)))
  expect(long).toBeLessThan(20 * (short ?? 0) + 500_000)
})

test('a task at the end of a megabyte is seen', () => {
  const script = `${'echo filler; '.repeat(80_000)}alembic upgrade head`
  const { evidence } = classifyTask({ labels: {}, containers: [{ command: ['sh', '-c', script], args: [] }] })
  expect(evidence[0]).toMatchObject({ words: 'alembic upgrade', start: script.length - 20 })
})
