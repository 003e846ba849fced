import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { exitCode } from '../src/cli/lint-command.ts'
import { notices } from '../src/cli/notices.ts'
import type { Rule } from '../src/core/rule/rule.ts'
import { lintFiles } from '../src/node/lint-files.ts'
import { formats } from '../src/report/index.ts'

const cwd = mkdtempSync(join(tmpdir(), 'jobsworth-crash-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

test('a rule that crashes silences no other, names itself and its file, and is never clean', async () => {
  writeFileSync(
    join(cwd, 'job.yaml'),
    'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: Bad_Name\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "b:1"}]}}}\n'
  )
  const sound = rules.find(({ id }) => id === 'resource-name') as Rule
  const broken: Rule = {
    ...sound,
    id: 'broken',
    // biome-ignore lint/correctness/useYield: it never gets that far
    *check() {
      throw new Error('oh dear')
    }
  }
  const linted = await lintFiles(['job.yaml'], { cwd, config: false, rules: [broken, sound] })
  expect(linted.results[0]?.findings.map(({ ruleId }) => ruleId)).toEqual(['resource-name'])
  expect(linted.results[0]?.crashes).toMatchObject([
    { ruleId: 'broken', file: 'job.yaml', message: 'oh dear' }
  ])
  expect(notices(linted, { isDebug: false })).toMatch(/^job\.yaml: .*broken.*oh dear/)
  const limits = { failOn: 'error', maxWarnings: 0 } as const
  expect(exitCode(linted, limits, () => {})).toBe(2)
  const run = { version: '0.0.0', rules: [broken, sound], cwd }
  for (const format of Object.values(formats)) expect(format(linted.results, run)).toContain('oh dear')
})
