import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { UsageError } from '../../src/core/config/config.ts'
import { lintFiles } from '../../src/node/lint-files.ts'

const place = mkdtempSync(join(tmpdir(), 'jobsworth-since-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const some = rules.filter(({ id }) =>
  ['ttl-required', 'image-pinned', 'backoff-limit-non-idempotent', 'ttl-under-gitops'].includes(id)
)
const job = `apiVersion: batch/v1
kind: Job
metadata:
  name: a
spec:
  ttlSecondsAfterFinished: 600
  backoffLimit: 3
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: a
          image: a:latest
          command: [echo, hello]
`
const old = job.replace('  ttlSecondsAfterFinished: 600\n', '')

type Files = Readonly<Record<string, string>>

/** A repository of its own, whatever git is told on this machine. */
function repository(files: Files = {}) {
  const cwd = mkdtempSync(join(place, 'repository-'))
  const git = (...words: string[]) => {
    const identity = [
      '-c',
      'user.name=Test',
      '-c',
      'user.email=test@example.com',
      '-c',
      'commit.gpgSign=false'
    ]
    return execFileSync('git', [...identity, ...words], { cwd, encoding: 'utf8', stdio: 'pipe' })
  }
  const write = (more: Files) => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true })
      writeFileSync(join(cwd, name), text)
    }
  }
  const commit = (more: Files = {}) => {
    write(more)
    git('add', '-A')
    git('commit', '-q', '--allow-empty', '-m', 'One')
  }
  git('init', '-q', '-b', 'main')
  commit(files)
  return { cwd, git, write, commit }
}

async function linted(cwd: string, { since = 'main', patterns = ['.'], changedLines = false } = {}) {
  const { results, notes, problems } = await lintFiles(patterns, { cwd, since, changedLines, rules: some })
  expect(problems).toEqual([])
  return {
    files: results.map(({ file }) => file),
    found: results.flatMap(({ file, findings }) =>
      findings.map(({ ruleId, start }) => `${file}:${start.line} ${ruleId}`)
    ),
    notes
  }
}

describe('which files changed', () => {
  test('committed, staged, unstaged and untracked ones', async () => {
    const { cwd, git, write, commit } = repository({
      'a.yaml': job,
      'b.yaml': job,
      'c.yaml': job,
      'd.yaml': job
    })
    git('switch', '-q', '-c', 'topic')
    commit({ 'a.yaml': old, '.gitignore': 'out/\n' })
    write({ 'b.yaml': old, 'c.yaml': old, 'x/e.yaml': old, 'out/f.yaml': old })
    git('add', 'b.yaml')
    const { files, notes } = await linted(cwd, { patterns: ['.', 'out/f.yaml'] })
    expect(files).toEqual(['a.yaml', 'b.yaml', 'c.yaml', 'x/e.yaml'])
    expect(notes).toEqual(['2 of 6 files are unchanged since "main" and were not linted.'])
  })

  test('since the merge base, not since what others did meanwhile', async () => {
    const { cwd, git, commit } = repository({ 'a.yaml': job, 'b.yaml': job })
    git('switch', '-q', '-c', 'topic')
    commit({ 'a.yaml': old })
    git('switch', '-q', 'main')
    commit({ 'b.yaml': old })
    git('switch', '-q', 'topic')
    expect((await linted(cwd)).files).toEqual(['a.yaml'])
  })

  test('renamed ones under their new names, deleted ones not', async () => {
    const { cwd, git } = repository({ 'a.yaml': job, 'b.yaml': job, 'c.yaml': job })
    git('mv', 'a.yaml', 'z.yaml')
    renameSync(join(cwd, 'b.yaml'), join(cwd, 'y.yaml'))
    git('rm', '-q', 'c.yaml')
    expect((await linted(cwd)).files).toEqual(['y.yaml', 'z.yaml'])
  })

  test('names that need quotes', async () => {
    const odd = [
      'a b.yaml',
      'new\nline.yaml',
      'q"uote.yaml',
      "q'uote.yaml",
      'tab\t.yaml',
      'ü.yaml',
      'back\\slash.yaml',
      '-x.yaml'
    ]
    const { cwd, write } = repository({
      ...Object.fromEntries(odd.map((name) => [name, old])),
      'same.yaml': job
    })
    write(Object.fromEntries(odd.map((name) => [name, old.replace('backoffLimit: 3', 'backoffLimit: 4')])))
    const patterns = ['.']
    expect((await linted(cwd, { patterns })).files).toEqual([...odd].sort())
    expect((await linted(cwd, { patterns, changedLines: true })).found).toEqual([])
    write(Object.fromEntries(odd.map((name) => [name, old.replace('a:latest', 'b:latest')])))
    const { found } = await linted(cwd, { patterns, changedLines: true })
    expect(found).toEqual([...odd].sort().map((name) => `${name}:12 image-pinned`))
  })

  test('from a folder below, and outside the repository', async () => {
    const { cwd, write } = repository({ 'x/a.yaml': job, 'x/b.yaml': job, 'y/a.yaml': job })
    const other = repository({ 'o.yaml': old }).cwd
    write({ 'x/a.yaml': old, 'y/a.yaml': old })
    expect((await linted(join(cwd, 'x'))).files).toEqual(['a.yaml'])
    expect((await linted(join(cwd, 'x'), { patterns: ['..'] })).files).toEqual(['../y/a.yaml', 'a.yaml'])
    expect((await linted(cwd, { patterns: [join(other, 'o.yaml')] })).files).toHaveLength(1)
  })

  test('through links', async () => {
    const { cwd, write, commit } = repository({ 'real/a.yaml': job })
    symlinkSync('real/a.yaml', join(cwd, 'z.yaml'))
    symlinkSync(cwd, join(place, 'linked'))
    commit()
    write({ 'real/a.yaml': old })
    expect((await linted(cwd, { since: 'HEAD', patterns: ['z.yaml'] })).files).toEqual(['z.yaml'])
    expect((await linted(join(place, 'linked'), { since: 'HEAD' })).files).toEqual(['real/a.yaml'])
  })

  test('another repository inside this one', async () => {
    const { cwd, write } = repository({ 'a.yaml': job })
    write({ 'inner/b.yaml': old })
    execFileSync('git', ['init', '-q', join(cwd, 'inner')])
    expect((await linted(cwd)).files).toEqual(['inner/b.yaml'])
  })

  test('none at all', async () => {
    const { cwd } = repository({ 'a.yaml': old })
    expect(await linted(cwd)).toEqual({
      files: [],
      found: [],
      notes: ['1 of 1 file is unchanged since "main" and was not linted.']
    })
  })

  test('unchanged ones still tell how their neighbours are delivered', async () => {
    const { cwd, write } = repository({
      'd/a.yaml': old,
      'argo/app.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {source: {path: d}, syncPolicy: {automated: {selfHeal: true}}}\n'
    })
    write({ 'd/a.yaml': job })
    expect((await linted(cwd)).found).toContain('d/a.yaml:6 ttl-under-gitops')
  })

  test('standard input is always linted', async () => {
    const { cwd } = repository()
    const stdin = { read: async () => Buffer.from(old) }
    const { results } = await lintFiles(['-'], { cwd, since: 'main', changedLines: true, stdin, rules: some })
    expect(results[0]?.findings).toHaveLength(2)
  })
})

describe('which lines changed', () => {
  // biome-ignore format: a table, one change a line
  test.each<[string, Files, Files, string[]]>([
    ['an old finding', { 'a.yaml': old }, { 'a.yaml': old.replace('backoffLimit: 3', 'backoffLimit: 4') }, []],
    ['a new value', { 'a.yaml': old }, { 'a.yaml': old.replace('a:latest', 'b:latest') }, ['a.yaml:12 image-pinned']],
    ['a new file', {}, { 'a.yaml': old }, ['a.yaml:5 ttl-required', 'a.yaml:12 image-pinned']],
    ['a document more', { 'a.yaml': old }, { 'a.yaml': `${old}---\n${old}` }, ['a.yaml:19 ttl-required', 'a.yaml:26 image-pinned']],
    ['a field that is missed was removed', { 'a.yaml': job }, { 'a.yaml': old }, ['a.yaml:5 ttl-required']],
    ['a field removed in another document', { 'a.yaml': `${old}---\n${job}` }, { 'a.yaml': `${old}---\n${old}` }, ['a.yaml:19 ttl-required']],
    ['evidence', { 'a.yaml': job }, { 'a.yaml': job.replace('[echo, hello]', '[alembic, upgrade, head]') }, ['a.yaml:7 backoff-limit-non-idempotent']],
    ['lines that look like a diff', { 'a.yaml': old }, { 'a.yaml': `${old}# x\n++ b/other.yaml\n@@ -1 +1,99 @@\n`.replace(/\n(?=\+\+|@@)/g, '\n# ') }, []],
    ['no line break at the end', { 'a.yaml': old }, { 'a.yaml': old.trimEnd() }, []],
    ['marked as binary', { 'a.yaml': old, '.gitattributes': '*.yaml binary\n' }, { 'a.yaml': old.replace('a:latest', 'b:latest') }, ['a.yaml:12 image-pinned']]
  ])('%s', async (_, before, after, expected) => {
    const { cwd, write } = repository(before)
    write(after)
    expect((await linted(cwd, { changedLines: true })).found).toEqual(expected)
  })

  test('in a renamed file only those', async () => {
    const { cwd, git, write } = repository({ 'a.yaml': old })
    git('mv', 'a.yaml', 'x y.yaml')
    expect((await linted(cwd, { changedLines: true })).found).toEqual([])
    write({ 'x y.yaml': old.replace('a:latest', 'b:latest') })
    const { found, notes } = await linted(cwd, { changedLines: true })
    expect(found).toEqual(['x y.yaml:12 image-pinned'])
    expect(notes.at(-1)).toBe('1 finding on unchanged lines is not shown.')
  })

  test("whatever the user's git is set to", async () => {
    const { cwd, git, write } = repository({ 'x/a.yaml': old })
    const settings = [
      'diff.noPrefix=true',
      'diff.mnemonicPrefix=true',
      'color.ui=always',
      'diff.context=5',
      'diff.interHunkContext=9',
      'diff.relative=true',
      'diff.external=false',
      'core.quotePath=true',
      'diff.renames=false'
    ]
    for (const setting of settings) git('config', ...(setting.split('=') as [string, string]))
    write({ 'x/a.yaml': `# ü\n${old.replace('a:latest', 'b:latest')}` })
    expect((await linted(join(cwd, 'x'), { changedLines: true })).found).toEqual(['a.yaml:13 image-pinned'])
    git('mv', 'x/a.yaml', 'x/b.yaml')
    expect((await linted(join(cwd, 'x'), { changedLines: true })).found).toEqual(['b.yaml:13 image-pinned'])
  })
})

describe('what git cannot answer is said', () => {
  const { cwd, git } = repository({ 'a.yaml': job })
  git('tag', 'v1')
  const failing = (since: string, where = cwd) => lintFiles(['.'], { cwd: where, since, rules: some })

  test.each(['nope', '-x', '--output=x', '^main', 'main..main', 'main:a.yaml', '', 'a\u001b[31mb'])(
    '%j',
    async (since) => {
      await expect(failing(since)).rejects.toThrow(UsageError)
      await expect(failing(since)).rejects.toThrow(
        /^--since is ".*", which is not a commit that git knows here\. .*fetch/
      )
    }
  )

  test('a tag, a hash and an expression are fine', async () => {
    for (const since of ['v1', 'HEAD~0', git('rev-parse', 'HEAD').trim()]) {
      await expect(failing(since)).resolves.toMatchObject({ results: [] })
    }
  })

  test('no repository', async () => {
    const outside = mkdtempSync(join(place, 'outside-'))
    writeFileSync(join(outside, 'a.yaml'), job)
    await expect(failing('main', outside)).rejects.toThrow(
      /git finds no repository here: .*Leave out --since/
    )
  })

  test('no common history', async () => {
    const { cwd, git, commit } = repository({ 'a.yaml': job })
    git('switch', '-q', '--orphan', 'other')
    commit({ 'b.yaml': job })
    await expect(failing('main', cwd)).rejects.toThrow(UsageError)
    await expect(failing('main', cwd)).rejects.toThrow('"main" and HEAD have no commit in common here.')
  })

  test('a history that is cut off', async () => {
    const { cwd, git, commit } = repository({ 'a.yaml': job })
    git('switch', '-q', '-c', 'topic')
    commit({ 'b.yaml': job })
    git('switch', '-q', 'main')
    commit({ 'c.yaml': job })
    const clone = join(place, 'shallow')
    execFileSync('git', ['clone', '-q', '--depth=1', '--no-single-branch', `file://${cwd}`, clone], {
      stdio: 'pipe'
    })
    await expect(failing('origin/topic', clone)).rejects.toThrow('fetch-depth: 0')
    await expect(failing('origin/topic', clone)).rejects.toThrow('the history is truncated')
  })

  test('no git', async () => {
    const { PATH } = process.env
    process.env.PATH = ''
    try {
      await expect(failing('main')).rejects.toThrow('git was not found')
    } finally {
      process.env.PATH = PATH
    }
  })
})

describe('git runs nothing that a folder names', () => {
  /** A config that makes git run programs, and leaves a mark where one ran. */
  function trap(git: (...words: string[]) => string, mark: string): void {
    const program = `touch ${mark}; cat`
    git('config', 'filter.x.clean', program)
    git('config', 'filter.x=y.clean', program)
    git('config', 'filter.x.required', 'true')
    git('config', 'diff.x.textconv', program)
    git('config', 'diff.x.command', program)
    git('config', 'diff.external', program)
    git('config', 'core.fsmonitor', `touch ${mark}; false`)
  }
  const attributes = '*.yaml filter=x diff=x\n*.yml filter=x=y\n'

  /** A repository with a folder in which lies, committed, what git takes for a repository. */
  function around() {
    const { cwd, git, write, commit } = repository({ 'a.yaml': job })
    const evil = join(cwd, 'evil')
    const mark = join(cwd, 'mark')
    git('init', '-q', '--bare', '-b', 'main', 'evil')
    const inside = (...words: string[]) => git('-C', 'evil', ...words)
    inside('config', 'core.bare', 'false')
    inside('config', 'core.worktree', '.')
    write({ 'evil/b.yaml': job, 'evil/.gitattributes': attributes })
    inside('add', '.gitattributes', 'b.yaml')
    inside('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '-qm', 'One')
    trap(inside, mark)
    commit()
    write({ 'evil/b.yaml': old })
    return { cwd, evil, mark, inside }
  }

  test('not a repository that is committed into another one', async () => {
    const { evil, mark, inside } = around()
    await expect(failing('HEAD', evil)).rejects.toThrow('git finds no repository here')
    expect(existsSync(mark)).toBe(false)
    expect((await linted(dirname(evil), { since: 'HEAD', patterns: ['evil'] })).files).toEqual([
      'evil/b.yaml'
    ])
    expect(existsSync(mark)).toBe(false)
    inside('status')
    expect(existsSync(mark)).toBe(true)
  })

  test('not with a git too old to be told so', async () => {
    const { cwd, evil, mark } = around()
    const { PATH = '' } = process.env
    const program = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
    const wrapper = `#!/bin/sh\nfor word do shift; [ "$word" = safe.bareRepository=explicit ] && word=a.b=c; set -- "$@" "$word"; done\nexec ${program} "$@"\n`
    mkdirSync(join(cwd, 'bin'))
    writeFileSync(join(cwd, 'bin/git'), wrapper, { mode: 0o755 })
    process.env.PATH = `${join(cwd, 'bin')}:${PATH}`
    try {
      mkdirSync(join(evil, 'sub'))
      writeFileSync(join(evil, 'sub/c.yaml'), job)
      for (const folder of [evil, join(evil, 'sub')])
        await expect(failing('HEAD', folder)).rejects.toThrow('this folder is itself what git keeps')
    } finally {
      process.env.PATH = PATH
    }
    expect(existsSync(mark)).toBe(false)
  })

  test('not the config of the repository itself', async () => {
    const { cwd, git, write } = repository({
      '.gitattributes': attributes,
      'a.yaml': old,
      'a.yml': old,
      'b.yaml': job
    })
    const mark = join(cwd, 'mark')
    trap(git, mark)
    write({ 'a.yaml': job, 'a.yml': `${job} `, 'b.yaml': job })
    expect((await linted(cwd, { since: 'HEAD', changedLines: true })).files).toEqual(['a.yaml', 'a.yml'])
    expect(existsSync(mark)).toBe(false)
    git('diff', '--stat', 'HEAD')
    expect(existsSync(mark)).toBe(true)
  })
})

function failing(since: string, cwd: string): Promise<unknown> {
  return lintFiles(['.'], { cwd, since, rules: some })
}
