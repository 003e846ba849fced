import { readdirSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import { lint } from '../src/library.ts'
import { lintFiles } from '../src/node/lint-files.ts'
import { findingLines } from './finding-lines.ts'

/** Rules that must and must not speak; the lines of a rule are needed where the file also has the contrary case. */
interface Expectation {
  readonly must?: Readonly<Record<string, readonly number[]>>
  readonly mustNot?: readonly string[]
  /** Nothing else but `must`. */
  readonly only?: true
}

/**
 * What each trap is about, apart from the golden files: `-u` rewrites those, but not this table. Entries 13 (scripts)
 * and 14 (Markdown) of the traps are about other inputs, which this tool doesn't read: it lints manifests only.
 */
const traps: Readonly<Record<string, Expectation>> = {
  'traps/01-ttl-and-gitops.yaml': {
    must: { 'ttl-required': [82], 'ttl-under-gitops': [106], 'hook-ttl': [133] }
  },
  'traps/02-partial-patch.yaml': { must: { 'ttl-range': [8] }, only: true },
  'traps/03-cron-history.yaml': { must: { 'cron-history-limits': [36] }, mustNot: ['ttl-required'] },
  'traps/04-generate-name.yaml': {
    must: { 'generate-name-delivery': [30, 52], 'fixed-name': [29] },
    only: true
  },
  'traps/05-deadline.yaml': { must: { 'deadline-required': [8], 'cron-forbid-unbounded': [33] }, only: true },
  'traps/06-backoff-limit.yaml': { must: { 'backoff-limit-non-idempotent': [84] }, only: true },
  'traps/07-other-api.yaml': { must: { 'api-version': [18] }, only: true },
  'traps/08-restart-policy.yaml': { must: { 'restart-policy': [44] }, only: true },
  'traps/09-images.yaml': { must: { 'image-pinned': [108, 130] }, only: true },
  'traps/10-braces.yaml': { must: { 'ttl-range': [31] }, only: true },
  'traps/11-button.yaml': { must: { 'cron-suspended': [11], 'cron-never-fires': [34] }, only: true },
  'traps/12-queues.yaml': { must: { suspended: [48] }, only: true },

  'hard/01-spec-under-metadata.yaml': { must: { 'yaml-syntax': [14] }, only: true },
  'hard/02-tab.yaml': { must: { 'yaml-syntax': [12] }, only: true },
  'hard/03-flow-style.yaml': { must: { 'image-pinned': [16] }, only: true },
  'hard/04-name-with-dollar.yaml': { only: true },
  'hard/05-native-sidecar.yaml': { only: true },
  'hard/06-per-index.yaml': { only: true },
  'hard/07-pod-failure-policy.yaml': { must: { 'restart-policy': [46] }, mustNot: ['backoff-limit-range'] },
  'hard/08-bracket-outdented.yaml': { only: true },
  'hard/09-assertion.yaml': { only: true },
  'hard/10-queries.yaml': { only: true },
  'hard/11-hook-among-crds.yaml': { only: true },
  'hard/12-name-and-generate-name.yaml': {
    must: { 'generate-name-delivery': [7] },
    mustNot: ['backoff-limit-non-idempotent']
  },
  'hard/13-hook-ttl-zero.yaml': { must: { 'hook-ttl': [13] }, only: true },
  'hard/14-ttl-zero-fixed-name.yaml': { must: { 'ttl-range': [11], 'ttl-under-gitops': [35] }, only: true },
  'hard/15-force-replace.yaml': { only: true },
  'hard/17-hook-with-loop.yaml': { only: true },
  'hard/18-defrag-cron.yaml': {
    must: { 'cron-concurrency': [8], 'cron-history-limits': [10], 'deadline-required': [12] },
    mustNot: ['ttl-required']
  },
  'hard/19-yaml-in-shell.yaml': { must: { 'backoff-limit-non-idempotent': [14] }, only: true },
  'hard/20-schedule-patch.yaml': { must: { 'cron-schedule': [15] }, only: true },
  'hard/22-image-comes-later.yaml': { must: { 'ttl-range': [9] }, only: true },
  'hard/23-restore-masked.yaml': {
    must: {
      'backoff-limit-non-idempotent': [8],
      'restart-policy-non-idempotent': [15],
      'exit-code-masked': [28]
    }
  },
  'hard/24-button-that-reads.yaml': { must: { 'cron-suspended': [11] }, only: true },
  'hard/25-careful-restore.yaml': {
    mustNot: ['backoff-limit-non-idempotent', 'cron-forbid-unbounded', 'restart-policy']
  },
  'hard/26-kueue-cron.yaml': { only: true },
  'hard/27-pod-group.yaml': { must: { 'no-bare-pod': [20] }, only: true },
  'hard/28-volcano.yaml': { only: true },
  'hard/29-job-in-workflow.yaml': { only: true },
  'hard/30-go-template.yaml': { only: true },
  'hard/31-underscores.yaml': { must: { 'backoff-limit-non-idempotent': [11] }, only: true },
  'hard/32-jinja.yaml': { only: true },

  'projects/trap-partial/unsuspend.yaml': { only: true },
  'projects/trap-partial/whole-patch.yaml': { only: true },
  'projects/trap-partial/report.yaml': { must: { 'fixed-name': [6] }, only: true },
  'projects/trap-partial/not-a-patch.yaml': { must: { 'ttl-required': [7] }, only: true },
  'projects/trap-self-heal/proxy/secret.yaml': {
    must: { 'ttl-under-gitops': [12] },
    mustNot: ['ttl-required', 'fixed-name']
  },
  'projects/trap-self-heal/proxy/plain.yaml': { only: true }
}

async function run(name: string) {
  const [, project, file = ''] = /^(projects\/[^/]+)\/(.+)$/.exec(name) ?? []
  if (project !== undefined) {
    const { results } = await lintFiles(['.'], { cwd: resolve('fixtures', project) })
    const result = results.find((each) => each.file === file)
    if (result === undefined) throw new Error(`${name} was not linted`)
    return result
  }
  const path = `fixtures/${name}`
  return lint({ path, text: readFileSync(path, 'utf8') }, settingsFor(path, {}, rules))
}

const linesByRule = (findings: readonly { ruleId: string; start: { line: number } }[]) => {
  const lines: Record<string, number[]> = {}
  for (const { ruleId, start } of findings) lines[ruleId] = [...(lines[ruleId] ?? []), start.line]
  return lines
}

describe('each trap and hard file gets the advice it asks for', () => {
  test.each(Object.entries(traps))('%s', async (name, { must = {}, mustNot = [], only }) => {
    const { findings, crashes } = await run(name)
    const said = linesByRule(findings)
    expect(crashes).toEqual([])
    if (only) expect(said).toEqual(must)
    else expect(said).toMatchObject(must)
    expect(mustNot.filter((id) => id in said)).toEqual([])
  })

  const files = ['traps', 'hard'].flatMap((folder) =>
    readdirSync(`fixtures/${folder}`)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `${folder}/${name}`)
  )

  /** `npm test -- -u` rewrites the .out files; read the difference before you commit it. */
  test.each(files)('%s word by word', async (name) => {
    expect(traps).toHaveProperty([name])
    await expect(findingLines([await run(name)])).toMatchFileSnapshot(`../fixtures/${name}.out`)
  })

  test('each entry has its number', () => {
    const numbers = (folder: string) =>
      files.filter((name) => name.startsWith(folder)).map((name) => Number.parseInt(basename(name), 10))
    expect(numbers('traps')).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
    // 16 and 21 need files around them: fixtures/projects/trap-self-heal and trap-partial.
    const alone = Array.from({ length: 32 }, (_, index) => index + 1).filter((n) => n !== 16 && n !== 21)
    expect(numbers('hard')).toEqual(alone)
  })
})

describe('a bad Job answers the seven questions of a reviewer', () => {
  test.each([
    ['Is it finite?', 'sidecar-blocks-completion', 'never ends'],
    ['Is it safe to run twice?', 'backoff-limit-non-idempotent', 'changes the database schema'],
    ['Has it an account of its own?', 'service-account', 'serviceAccountName'],
    ['Are its logs kept?', 'restart-policy-non-idempotent', 'keeps only the log'],
    ['Does the TTL fit?', 'ttl-range', 'ttlSecondsAfterFinished'],
    ['Does the deadline fit?', 'deadline-covers-retries', 'The deadline ends this Job'],
    ['Is its name clear?', 'fixed-name', 'migrate'],
    ['Are its labels clear?', 'required-labels', 'No label']
  ])('%s %s', async (_, id, words) => {
    const { findings } = await run('err/seven-questions.yaml')
    const messages = findings.filter(({ ruleId }) => ruleId === id).map(({ message }) => message)
    expect(messages.join('\n')).toContain(words)
  })
})
