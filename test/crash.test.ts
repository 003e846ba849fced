import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { exitCode } from '../src/cli/lint-command.ts'
import { notices } from '../src/cli/notices.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import { lint } from '../src/core/lint.ts'
import type { LintResult } from '../src/core/rule/finding.ts'
import type { Rule } from '../src/core/rule/rule.ts'
import { lintFiles } from '../src/node/lint-files.ts'
import { formats } from '../src/report/index.ts'

const cwd = mkdtempSync(join(tmpdir(), 'jobsworth-crash-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const job = (name: string) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: ${name}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "b:1"}]}}}\n`
const sound = rules.find(({ id }) => id === 'resource-name') as Rule

/** Reports every Job, but throws on those that `isTooMuch` says, after its first words on them. */
function broken(isTooMuch: (name: string) => boolean): Rule {
  return {
    ...sound,
    id: 'broken',
    *check({ metadata }) {
      yield { at: metadata, message: 'Seen.' }
      if (isTooMuch(String(metadata.at('name').value))) throw new Error('oh dear')
    }
  }
}

/** What a crash says of the names of the resources, and the findings that are there all the same. */
function seen({ findings, crashes }: LintResult) {
  return {
    found: findings.map(({ ruleId, resource }) => `${ruleId} ${resource?.name}`),
    lost: crashes.map(({ on = [], ...crash }) => [
      crash.ruleId,
      ...on.map(({ resource, line }) => `${resource?.name ?? 'document'} ${line}`)
    ])
  }
}

test('a rule that crashes on a resource loses what it says of that resource, and is never clean', async () => {
  writeFileSync(join(cwd, 'jobs.yaml'), ['One', 'Two', 'Three', 'Four'].map(job).join('---\n'))
  const both = [broken((name) => name.startsWith('T')), sound]
  const linted = await lintFiles(['jobs.yaml'], { cwd, config: false, rules: both })
  expect(seen(linted.results[0] as LintResult)).toEqual({
    found: [
      'broken One',
      'resource-name One',
      'resource-name Two',
      'resource-name Three',
      'broken Four',
      'resource-name Four'
    ],
    lost: [['broken', 'Two 8', 'Three 14']]
  })
  expect(notices(linted, { isDebug: false })).toBe(
    'jobs.yaml: The rule broken crashed on Job Two (line 8), Job Three (line 14): oh dear. This is a bug in jobsworth; what the rule finds there is missing, everything else was checked.\n'
  )
  const limits = { failOn: () => 'error' as const, maxWarnings: 0 }
  expect(exitCode(linted, limits, () => {})).toBe(2)
  const run = { version: '0.0.0', rules: both, cwd }
  for (const format of Object.values(formats)) expect(format(linted.results, run)).toContain('oh dear')
})

test('so does one that looks at documents, and one that compares resources', () => {
  const documents: Rule = {
    ...sound,
    id: 'documents',
    check: undefined as never,
    *checkDocument(document) {
      if (document.index === 1) throw new Error('oh dear')
      yield { at: document.range, message: 'Seen.' }
    }
  }
  const compares: Rule = {
    ...sound,
    id: 'compares',
    check: undefined as never,
    *checkResources([first]) {
      if (first) yield { at: first.metadata, message: 'Seen.' }
      throw new Error('oh no')
    }
  }
  const settings = settingsFor('a.yaml', {}, [documents, compares, sound])
  const text = `${job('One')}---\n${job('two')}`
  expect(seen(lint({ path: 'a.yaml', text }, settings).result)).toEqual({
    found: ['documents undefined', 'resource-name One'],
    lost: [
      ['documents', 'document 7'],
      ['compares', 'One 2', 'two 8']
    ]
  })
})

test('an editor remembers a crash in a document that it does not check again, wherever the document moves', () => {
  const settings = settingsFor('a.yaml', {}, [broken((name) => name === 'two')])
  const file = (text: string) => ({ path: 'a.yaml', text })
  const first = lint(file(`${job('one')}---\n${job('two')}`), settings)
  const text = `# a line\n${job('ones')}---\n${job('two')}`
  const second = lint(file(text), settings, first)
  expect(seen(second.result)).toEqual({ found: ['broken ones'], lost: [['broken', 'two 9']] })
  expect(seen(second.result)).toEqual(seen(lint(file(text), settings).result))
  expect(seen(lint(file(text), settings, second).result).lost).toEqual([['broken', 'two 9']])
})
