import { expect, test } from 'vitest'
import { classifyTask } from '../../../src/kubernetes/container/idempotency/task.ts'

const ask = 'rows=$(psql -tAc "select 1 from applied where id = 7")'
const work = 'alembic upgrade head'

function classOf(script: string): string {
  return classifyTask({ labels: {}, containers: [{ command: ['sh', '-c', script], args: [] }] }).retry
}

/** A check as the script writes it, and what it finds when it succeeds: the result, or that there is none. */
const checks: readonly (readonly [check: string, finds: 'present' | 'absent'])[] = [
  [`${ask}; [ -z "$rows" ]`, 'absent'],
  [`${ask}; [ -n "$rows" ]`, 'present'],
  [`${ask}; [ ! -z "$rows" ]`, 'present'],
  [`${ask}; ! [ -z "$rows" ]`, 'present'],
  [`${ask}; test -z "\${rows:-}"`, 'absent'],
  [`${ask}; [[ -z $rows ]]`, 'absent'],
  [`${ask}; [ "$rows" = 1 ]`, 'present'],
  [`${ask}; [ "$rows" = 0 ]`, 'absent'],
  [`${ask}; [ 0 -eq "$rows" ]`, 'absent'],
  [`${ask}; [ "$rows" != 1 ]`, 'absent'],
  [`${ask}; [ "$rows" -ne 0 ]`, 'present'],
  [`${ask}; [ "$rows" -gt 0 ]`, 'present'],
  [`${ask}; [ "$rows" -lt 1 ]`, 'absent'],
  ['[ -z "$(psql -tAc "select 1 from applied")" ]', 'absent'],
  [
    `stores=$(curl -s http://a/v1/stores || echo '[]'); n=$(echo "$stores" | grep -o id | wc -l || echo 0); [ "$n" -eq 0 ]`,
    'absent'
  ],
  ['[ -f /data/done ]', 'present'],
  ['[ ! -f /data/done ]', 'absent'],
  ['psql -tAc "select 1 from applied" | grep -q 1', 'present'],
  ['psql -tAc "select 1 from applied" | grep -qv 1', 'absent'],
  ['! psql -tAc "select 1 from applied" | grep -q 1', 'absent'],
  ['su app -c "psql -tAc \'select 1 from applied\'" | grep -q 1', 'present'],
  ['applied() { psql -tAc "select 1 from applied" | grep -q 1; }; applied', 'present']
]

/** How the work hangs on the check, and what the check must have found for the work to be safe to repeat. */
const forms: readonly (readonly [form: (check: string) => string, when: 'present' | 'absent'])[] = [
  [(check) => `${check} && ${work}`, 'absent'],
  [(check) => `${check} || ${work}`, 'present'],
  [(check) => `${check} && echo done || ${work}`, 'present'],
  [(check) => `${check} && exit 0\n${work}`, 'present'],
  [(check) => `${check} || exit 0\n${work}`, 'absent'],
  [(check) => `if ${check}; then ${work}; fi`, 'absent'],
  [(check) => `if ${check}; then echo done; else ${work}; fi`, 'present'],
  [(check) => `if ${check}; then echo done; elif true; then ${work}; fi`, 'present'],
  [(check) => `if ${check}; then echo done; exit 0; fi\n${work}`, 'present'],
  [(check) => `if ${check}; then echo go; else exit; fi\n${work}`, 'absent'],
  [(check) => `${check} && su app -c "${work}"`, 'absent'],
  [(check) => `up() { ${work}; }\n${check} && up`, 'absent']
]

const table = checks.flatMap(([check, finds]) =>
  forms.map(([form, when]) => [form(check), finds === when ? 'safe' : 'unsafe'] as const)
)

test.each(table)('%s: %s', (script, expected) => expect(classOf(script)).toBe(expected))

test.each([
  `[ -z "$rows" ] && ${work}`,
  `[ -n "$DATABASE_URL" ] && ${work}`,
  `rows=7; [ -z "$rows" ] && ${work}`,
  `${ask}; [ -z "$rows" ] && echo none; ${work}`,
  `${work}; ${ask}; [ -z "$rows" ] && exit 1`,
  `${ask}; [ -z "$rows" ] && { exit 0; }\n${work}`
])('no check: %s', (script) => expect(classOf(script)).toBe('unsafe'))
