import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

let copy = ''
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'jobsworth-rule-'))
  const left = ['.git', 'node_modules', 'dist', 'test', 'coverage']
  for (const part of readdirSync('.').filter((name) => !left.includes(name))) {
    cpSync(part, join(copy, part), { recursive: true })
  }
  cpSync('test/rules.test.ts', join(copy, 'test/rules.test.ts'))
  cpSync('fixtures/err/migration.yaml', join(copy, 'fixtures/err/migration.yaml'))
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' })
  return { status, stdout, stderr }
}

const newRule = (...words: string[]) => run('--import', 'tsx', 'scripts/new-rule.ts', ...words)

test.each([
  [[], 'Usage: npm run new-rule ID, such as npm run new-rule cron-overlap\n'],
  [['a', 'b'], 'Usage: npm run new-rule ID, such as npm run new-rule cron-overlap\n'],
  [['Job_TTL'], 'Invalid id "Job_TTL": write lower-case words with a "-" between them.\n'],
  [['../a'], 'Invalid id "../a": write lower-case words with a "-" between them.\n'],
  [['delete'], 'Invalid id "delete": it means something in TypeScript. Add a second word.\n'],
  [['ttl-required'], 'The id "ttl-required" is taken: rules/ttl-required.ts exists.\n']
])('new-rule %j is refused', (words, stderr) => {
  const before = readFileSync('rules/ttl-required.ts', 'utf8')
  expect(newRule(...words)).toEqual({ status: 1, stdout: '', stderr })
  expect(existsSync(join(copy, 'rules/delete.ts'))).toBe(false)
  expect(readFileSync(join(copy, 'rules/ttl-required.ts'), 'utf8')).toBe(before)
})

test('a new rule type-checks, is listed, and fails its tests until it says something', () => {
  const { status, stdout, stderr } = newRule('job-is-late')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain('npx vitest run test/rules.test.ts -t job-is-late')
  expect(readFileSync(join(copy, 'rules/index.ts'), 'utf8')).toContain(
    "import jobIsLate from './job-is-late.ts'"
  )
  expect(readFileSync(join(copy, 'README.md'), 'utf8')).toContain('(docs/rules/job-is-late.md)')
  expect(existsSync(join(copy, 'docs/rules/job-is-late.md'))).toBe(true)
  expect(run(resolve('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json').stdout).toBe('')

  const tests = run(resolve('node_modules/vitest/vitest.mjs'), 'run', '--reporter=json', 'test/rules.test.ts')
  const { testResults } = JSON.parse(tests.stdout) as {
    testResults: { assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[]
  }
  const failed = testResults[0]?.assertionResults.filter(({ status }) => status === 'failed') ?? []
  expect(failed.map(({ fullName }) => fullName)).toEqual([
    'job-is-late is written: nothing is left to do',
    'job-is-late is declared in the words of the house',
    'job-is-late finds: TODO: the mistake in a few words'
  ])
  expect(failed[0]?.failureMessages[0]).toContain('TODO: one imperative sentence.')
}, 300_000)
