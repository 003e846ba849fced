import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import facts from '../../package.json' with { type: 'json' }
import { cleanUp, git, metadata, runAction, workspace, write } from './runner.ts'

afterAll(cleanUp)

const bad = readFileSync('fixtures/err/migration.yaml', 'utf8')
const good = readFileSync('fixtures/ok/one-off.yaml', 'utf8')

test('action.yml names what the action reads and sets', () => {
  expect(Object.keys(metadata.inputs)).toEqual(
    'paths config profile kubernetes-version inline-config fail-on since sarif-file annotations summary version'.split(
      ' '
    )
  )
  expect(Object.keys(metadata.outputs)).toEqual('errors warnings findings sarif-file exit-code'.split(' '))
  expect(metadata.runs).toEqual({ using: 'node24', main: 'dist/action/index.js' })
})

test('findings: annotations, outputs, a summary and a SARIF file, and the step fails', () => {
  const place = workspace({ 'deploy/a.yaml': bad, 'b.yaml': good })
  const { code, log, outputs, summary, left } = runAction(place, { with: { 'sarif-file': 'out/a.sarif' } })
  expect(code).toBe(1)
  expect(left).toEqual([])
  expect(outputs).toEqual({
    errors: '2',
    warnings: '6',
    findings: '8',
    'sarif-file': 'out/a.sarif',
    'exit-code': '1'
  })
  expect(log).toContain('deploy/a.yaml:7:1: error: ')
  expect(log.match(/^::error file=deploy\/a\.yaml,line=/gm)).toHaveLength(2)
  expect(log.match(/^::warning /gm)).toHaveLength(6)
  expect(log).not.toMatch(/^::notice /m)
  expect(summary).toMatch(/\*\*2 errors and 6 warnings\*\*.*Read 2 files.*### deploy\/a\.yaml.*<details>/s)
  const sarif = JSON.parse(readFileSync(join(place, 'out/a.sarif'), 'utf8'))
  expect(sarif.runs[0].results).toHaveLength(8)
})

test('what is suppressed is no open alert of code scanning', () => {
  const suppressed = `# jobsworth-disable-file ttl-required -- kept for the auditors\n${bad}`
  const place = workspace({ 'a.yaml': suppressed })
  runAction(place, { with: { 'sarif-file': 'a.sarif' } })
  const { results, invocations } = JSON.parse(readFileSync(join(place, 'a.sarif'), 'utf8')).runs[0]
  expect(results).toHaveLength(7)
  expect(JSON.stringify(invocations)).toContain('Suppressed findings left out here: 1.')
})

test('a policy that the pull request cannot turn off', () => {
  const place = workspace({
    'a.yaml': `# jobsworth-disable-file\n${bad}`,
    '.gitignore': 'a.yaml\n',
    '.jobsworthignore': 'a.yaml\n',
    'policy.yaml': 'profile: recommended\n'
  })
  git(place, 'init', '-q')
  git(place, 'add', '-f', 'a.yaml')
  const policy = { config: 'policy.yaml', since: 'all' }
  expect(runAction(place, { with: policy }).outputs.findings).toBe('0')
  expect(runAction(place, { with: { ...policy, 'inline-config': 'false' } }).outputs.findings).toBe('8')
})

test('a SARIF file behind a link out of the checkout is not written', () => {
  const place = workspace({ 'a.yaml': bad })
  const outside = workspace({})
  symlinkSync(join(outside, 'new'), join(place, 'out.sarif'))
  const { code, log } = runAction(place, { with: { 'sarif-file': 'out.sarif' } })
  expect(code).toBe(1)
  expect(log).toContain('out.sarif was not written. A symbolic link in its path leads out')
  expect(existsSync(join(outside, 'new'))).toBe(false)
})

test('nothing wrong', () => {
  const { code, log, outputs, summary } = runAction(workspace({ 'b.yaml': good }))
  expect(code).toBe(0)
  expect(outputs).toEqual({ errors: '0', warnings: '0', findings: '0', 'sarif-file': '', 'exit-code': '0' })
  expect(log).not.toMatch(/^::/m)
  expect(summary).toContain('No problems found.')
})

describe('inputs', () => {
  // biome-ignore format: a table, one run a line
  test.each<[name: string, inputs: Record<string, string>, code: number, outputs: object, log: RegExp]>([
    ['paths', { paths: 'good\n  a*.yaml\n' }, 0, { findings: '0' }, /./],
    ['a path like an option', { paths: '--version' }, 1, { 'exit-code': '2' }, /^::error::"--version" does not exist/m],
    ['profile', { profile: 'minimal' }, 0, { findings: '0' }, /./],
    ['a wrong profile', { profile: 'strickt' }, 1, { 'exit-code': '2' }, /^::error::--profile is "strickt"; did you mean "strict"\?/m],
    ['config', { config: 'quiet.yaml' }, 0, { errors: '0' }, /./],
    ['kubernetes-version', { 'kubernetes-version': '1.99' }, 1, { 'exit-code': '2' }, /^::error::Unknown Kubernetes version "1\.99"|--kubernetes-version/m],
    ['fail-on', { paths: 'warned', 'fail-on': 'warning' }, 1, { errors: '0', warnings: '1', 'exit-code': '1' }, /^::warning /m],
    ['fail-on by default', { paths: 'warned' }, 0, { errors: '0', warnings: '1', 'exit-code': '0' }, /^::warning /m],
    ['failOn of a config', { paths: 'warned', config: 'fail.yaml' }, 1, { errors: '0', warnings: '1', 'exit-code': '1' }, /^::warning /m],
    ['annotations', { annotations: 'false' }, 1, { errors: '2' }, /^(?!.*\n::).*bad\.yaml:7:1: error: /s],
    ['annotations that are neither', { annotations: 'maybe' }, 1, { 'exit-code': '2' }, /^::error::The input annotations is "maybe"; expected true or false\.$/m],
    ['the version', { paths: 'good', version: facts.version }, 0, {}, /./],
    ['the version of a release line', { paths: 'good', version: `v${facts.version.replace(/\.\d+$/, '')}` }, 0, {}, /./],
    ['another version', { paths: 'good', version: '99.0.0' }, 1, { 'exit-code': '2' }, /^::error::This action is jobsworth .*, but the input version expects "99\.0\.0"/m]
  ])('%s', (_, inputs, code, outputs, log) => {
    const warned = good.replace('serviceAccountName: shop-backfill', 'serviceAccountName: default')
    const place = workspace({
      'bad.yaml': bad,
      'good/a.yaml': good,
      'warned/a.yaml': warned,
      'a b.yaml': good,
      'fail.yaml': 'failOn: warning\n',
      'quiet.yaml': 'rules: {ttl-required: off, backoff-limit-non-idempotent: off}\n'
    })
    const outcome = runAction(place, { with: inputs })
    expect(outcome.log).toMatch(log)
    expect(outcome.code).toBe(code)
    expect(outcome.outputs).toMatchObject(outputs)
  })

  test('summary', () => {
    expect(runAction(workspace({ 'a.yaml': bad }), { with: { summary: 'false' } }).summary).toBe('')
  })
})

test('a file that cannot be read fails the step, and the rest is still reported', () => {
  const place = workspace({ 'a.yaml': bad, 'b.large.yaml': 'kind: Job\n' })
  const { code, log, outputs } = runAction(place, { with: { 'sarif-file': 'a.sarif' } })
  expect(code).toBe(1)
  expect(outputs).toMatchObject({ errors: '2', 'sarif-file': 'a.sarif', 'exit-code': '2' })
  expect(log).toMatch(/^::error::b\.large\.yaml: /m)
  expect(existsSync(join(place, 'a.sarif'))).toBe(true)
})

test('a runner without summaries', () => {
  const { code, log } = runAction(workspace({ 'a.yaml': good }), { env: { GITHUB_STEP_SUMMARY: '' } })
  expect([code, log]).toEqual([
    0,
    '0 findings: 0 errors, 0 warnings, 0 info.\n::warning::This runner does not support job summaries.\n'
  ])
})

test('a fault of the action fails the step', () => {
  const { code, log, outputs } = runAction(workspace({}), { env: { GITHUB_EVENT_PATH: '/nowhere' } })
  expect([code, outputs]).toEqual([1, { 'exit-code': '2' }])
  expect(log).toMatch(/^::error::The action crashed: Error: ENOENT/m)
})

describe('a pull request', () => {
  /** A branch "topic" that changes one file, and main, which has gone on; origin is the repository that is cloned. */
  function upstream(): { origin: string; base: string } {
    const origin = workspace({ 'old.yaml': bad, 'kept.yaml': good })
    git(origin, 'init', '-q')
    git(origin, 'add', '.')
    git(origin, 'commit', '-qm', 'base')
    const base = git(origin, 'rev-parse', 'HEAD')
    git(origin, 'checkout', '-qb', 'topic')
    write(origin, { 'new.yaml': bad })
    git(origin, 'add', '.')
    git(origin, 'commit', '-qm', 'topic')
    git(origin, 'checkout', '-q', 'main')
    write(origin, { 'others.yaml': bad })
    git(origin, 'add', '.')
    git(origin, 'commit', '-qm', 'others')
    return { origin, base }
  }

  /** What actions/checkout leaves: origin's branches, and HEAD where the pull request would be merged. */
  function checkout(origin: string, ...depth: string[]): string {
    git(origin, 'checkout', '-q', '--detach', 'main')
    git(origin, 'merge', '-qm', 'merge', 'topic')
    git(origin, 'branch', 'merged')
    const place = workspace({})
    git(place, 'clone', '-q', ...depth, '--branch', 'merged', `file://${origin}`, '.')
    return place
  }

  const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_BASE_REF: 'main' }
  const annotated = (log: string) => [
    ...new Set([...log.matchAll(/^::\w+ file=([^,]*)/gm)].map(([, file]) => file))
  ]

  test('only what it changes', () => {
    const { origin, base } = upstream()
    const { log, outputs } = runAction(checkout(origin), {
      env,
      event: { pull_request: { base: { sha: base } } }
    })
    expect(annotated(log)).toEqual(['new.yaml'])
    expect(outputs).toMatchObject({ errors: '2', 'exit-code': '1' })
  })

  test('nothing of ours', () => {
    const place = checkout(upstream().origin)
    git(place, 'checkout', '-qb', 'words', 'origin/main')
    write(place, { 'README.md': 'Words.\n', 'compose.yaml': 'services: {}\n' })
    git(place, 'add', '.')
    git(place, 'commit', '-qm', 'words')
    expect(runAction(place, { env })).toMatchObject({ code: 0, outputs: { findings: '0', 'exit-code': '0' } })
    git(place, 'rm', '-q', 'compose.yaml')
    git(place, 'commit', '-qm', 'fewer words')
    expect(runAction(place, { env })).toMatchObject({ code: 0, outputs: { findings: '0', 'exit-code': '0' } })
  })

  test('everything, when told so', () => {
    const { log } = runAction(checkout(upstream().origin), { env, with: { since: 'all' } })
    expect(annotated(log)).toEqual(['new.yaml', 'old.yaml', 'others.yaml'])
  })

  test('what changed since a ref', () => {
    const { origin, base } = upstream()
    const { log } = runAction(checkout(origin), { with: { since: base } })
    expect(annotated(log)).toEqual(['new.yaml', 'others.yaml'])
  })

  test('an unknown ref is a mistake', () => {
    const { code, outputs, log } = runAction(checkout(upstream().origin), { with: { since: 'nowhere' } })
    expect([code, outputs['exit-code']]).toEqual([1, '2'])
    expect(log).toMatch(/^::error::--since is "nowhere"/m)
  })

  test('everything and a warning, where the clone is too shallow to know', () => {
    const { origin, base } = upstream()
    const place = checkout(origin, '--depth=1')
    const { log, outputs } = runAction(place, { env, event: { pull_request: { base: { sha: base } } } })
    expect(log).toMatch(/^::warning::Linted everything, .*fetch-depth: 0/m)
    expect(annotated(log)).toEqual(['new.yaml', 'old.yaml', 'others.yaml'])
    expect(outputs).toMatchObject({ 'exit-code': '1' })
  })

  test('a merge group', () => {
    const { origin } = upstream()
    const place = checkout(origin)
    const event = { merge_group: { base_sha: git(origin, 'rev-parse', 'main') } }
    expect(annotated(runAction(place, { event }).log)).toEqual(['new.yaml'])
  })
})

test.each([
  ['an unreadable file', '::warning::four.large.yaml', 'kind: Job\n'],
  ['a template', '::warning::four.yaml', 'kind: Job\n{{ if x }}\n  a: 1\n{{ end }}\n']
])('names and manifests of strangers give the runner no commands, nor does %s', (_, name, text) => {
  const place = workspace({
    [name]: text,
    '::error::one.yaml': bad,
    ' ::stop-commands::two.yaml': bad.replace('shop-migrate', '##[add-mask]e'),
    '##[error]three.yaml': bad.replace('shop-migrate', '"a\\n::set-output name=errors::0"'),
    '@everyone <img src=x>.yaml': bad
  })
  const { log, summary } = runAction(place)
  for (const line of log.split('\n')) {
    expect(line).not.toContain('##[add-mask]')
    if (line.trimStart().startsWith('::'))
      expect(line).toMatch(/^::(?:(?:error|warning) file=[^:]*,(?:line|title)=[^:]*::|error::|notice title=)/)
    else expect(line).not.toContain('##[')
  }
  expect(summary).not.toMatch(/<img|@everyone|##\[/)
})
