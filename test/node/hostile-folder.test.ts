import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'

const place = mkdtempSync(join(tmpdir(), 'jobsworth-hostile-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const bad = readFileSync('fixtures/err/migration.yaml', 'utf8')
const hushed = `# jobsworth-disable-file\n${bad}`

type Files = Readonly<Record<string, string>>

/** Lays out files; a text that starts with `->` makes a symbolic link. Beside the folder is `outside/`. */
function lay(files: Files, isRepository = true): string {
  const folder = join(mkdtempSync(join(place, 'case-')), 'inside')
  const all = { '../outside/secret.yaml': bad, ...(isRepository && { '.git/x': '' }), ...files }
  for (const [name, text] of Object.entries(all)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    if (text.startsWith('->')) symlinkSync(text.slice(2), path)
    else writeFileSync(path, text)
  }
  return folder
}

async function jobsworth(cwd: string, ...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await run(args, {
    cwd,
    env: {},
    stdin: async () => Buffer.alloc(0),
    stdout: { isTTY: false, write: (text) => void out.push(text) },
    stderr: { isTTY: false, write: (text) => void err.push(text) }
  })
  return { code, out: out.join(''), err: err.join('') }
}

const leaves = 'A symbolic link in its path leads out of the repository'

describe('a link that leads out of the tree', () => {
  test.each([[true], [false]])(
    'is passed by in a search, which is said (a repository: %s)',
    async (isRepository) => {
      const cwd = lay(
        { 'a.yaml': bad, 'b.yaml': '->../outside/secret.yaml', sub: '->../outside' },
        isRepository
      )
      const { code, out, err } = await jobsworth(cwd, '-f', 'json', '.', '*/*.yaml')
      expect([code, JSON.parse(out).length]).toEqual([1, 1])
      expect(err).toContain(
        'b.yaml was not read: a symbolic link leads out of the repository, or of the folder that is linted. The same applies to 1 more.'
      )
    }
  )

  test.each([['b.yaml'], ['sub'], ['sub/secret.yaml'], ['sub/*.yaml'], ['twice/secret.yaml']])(
    'is neither read nor fixed where it is named: %s',
    async (name) => {
      const cwd = lay({ 'b.yaml': '->../outside/secret.yaml', sub: '->../outside', twice: '->sub' })
      const { code, out, err } = await jobsworth(cwd, '--unsafe-fixes', '-f', 'json', name)
      expect(code).toBe(2)
      expect(out).not.toContain('shop-migrate')
      expect(err).toContain(leaves)
      expect(readFileSync(join(cwd, '../outside/secret.yaml'), 'utf8')).toBe(bad)
    }
  )

  test('is the own affair of a folder that is named, where that is no repository', async () => {
    const cwd = lay({}, false)
    const other = lay({ 'a.yaml': '->../outside/secret.yaml', 'b.yaml': '->x/c', 'x/c': bad }, false)
    const { code, out, err } = await jobsworth(cwd, other, '-f', 'json')
    expect([code, JSON.parse(out).length]).toEqual([1, 1])
    expect(err).toContain('a.yaml was not read')
  })

  test('in a repository stays there; one outside any may lead where it likes', async () => {
    const cwd = lay({ 'a.yaml': '->x/y.yaml', 'x/y.yaml': bad, 'x/z': '->..' })
    symlinkSync(cwd, join(cwd, '../link'))
    for (const pattern of ['a.yaml', 'x/z/a.yaml', '../link', join(cwd, '../link/x/y.yaml')])
      expect(await jobsworth(cwd, pattern, '-f', 'compact')).toMatchObject({ code: 1, err: '' })
  })

  test.each([
    ['jobsworth.yaml', 'The config jobsworth.yaml: '],
    ['.jobsworthignore', '.jobsworthignore: ']
  ])('is no %s', async (name, words) => {
    const cwd = lay({ 'a.yaml': bad, [name]: '->../outside/secret.yaml' })
    const { code, err } = await jobsworth(cwd, 'a.yaml', '--force-exclude')
    expect([code, err]).toEqual([2, expect.stringContaining(words + leaves)])
  })

  test('is no .gitignore, as to git', async () => {
    const cwd = lay({ 'a.yaml': bad, '../outside/ignore': '*', '.gitignore': '->../outside/ignore' })
    expect(await jobsworth(cwd, '-f', 'compact')).toMatchObject({ code: 1 })
  })

  test.each([
    ['-c', 'link.yaml'],
    ['--baseline', 'link.yaml'],
    ['-o', 'link.yaml'],
    ['-o', 'dangling.yaml'],
    ['-o', 'sub/report'],
    ['--report', 'sarif=link.yaml'],
    ['--report', 'sarif=sub/new/report']
  ])('is refused: %s %s', async (...words) => {
    const cwd = lay({
      'a.yaml': bad,
      'link.yaml': '->../outside/secret.yaml',
      'dangling.yaml': '->../outside/new.yaml',
      sub: '->../outside'
    })
    const { code, err, out } = await jobsworth(cwd, 'a.yaml', ...words)
    expect([code, err]).toEqual([2, expect.stringContaining(leaves)])
    expect(out).not.toContain('secret')
    expect(readdirSync(join(cwd, '../outside'))).toEqual(['secret.yaml'])
    expect(readFileSync(join(cwd, '../outside/secret.yaml'), 'utf8')).toBe(bad)
  })

  test('is refused for a baseline that is written', async () => {
    const cwd = lay({ 'a.yaml': bad, 'jobsworth.yaml': 'baseline: known\n', known: '->../outside/new' })
    expect(await jobsworth(cwd, 'baseline')).toMatchObject({ code: 2, err: expect.stringContaining(leaves) })
    expect(existsSync(join(cwd, '../outside/new'))).toBe(false)
  })

  test('is not needed to name a baseline elsewhere', async () => {
    const cwd = lay({ 'a.yaml': bad, 'jobsworth.yaml': 'baseline: ../outside/known\n' })
    const words =
      'The baseline "../outside/known" is outside the folder that holds the config or its repository'
    expect(await jobsworth(cwd)).toMatchObject({ code: 2, err: expect.stringContaining(words) })
    expect(await jobsworth(cwd, 'baseline')).toMatchObject({ code: 2 })
    expect(existsSync(join(cwd, '../outside/known'))).toBe(false)
    expect(await jobsworth(cwd, 'baseline', '--baseline', '../outside/known')).toMatchObject({ code: 0 })
  })
})

describe('a report', () => {
  test('follows a link in the tree, keeps its mode, and leaves nothing beside it', async () => {
    const cwd = lay({ 'a.yaml': bad, latest: '->reports/one', 'reports/one': 'old' })
    chmodSync(join(cwd, 'reports/one'), 0o640)
    await jobsworth(cwd, '-f', 'json', '-o', 'latest')
    expect(readFileSync(join(cwd, 'reports/one'), 'utf8')).toMatch(/^\[/)
    expect(statSync(join(cwd, 'reports/one')).mode & 0o777).toBe(0o640)
    expect(readdirSync(join(cwd, 'reports'))).toEqual(['one'])
  })

  test.skipIf(process.platform !== 'linux')('that cannot be finished leaves the old one', async () => {
    const cwd = lay({ 'a.yaml': bad, report: 'old' })
    linkSync(join(cwd, 'report'), join(cwd, 'same'))
    const script = `ulimit -f 1; trap '' XFSZ; exec ${process.execPath} --import tsx ${join(process.cwd(), 'src/cli/main.ts')} -f sarif -o ${join(cwd, 'report')} ${join(cwd, 'a.yaml')} 2>&1`
    let said = ''
    try {
      execFileSync('bash', ['-c', script], { encoding: 'utf8' })
    } catch (error) {
      said = (error as { stdout: string }).stdout
    }
    expect(said).toContain('report cannot be written.')
    expect(readFileSync(join(cwd, 'report'), 'utf8')).toBe('old')
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe.skipIf(process.platform === 'win32')('a pipe', () => {
  test.each([
    ['jobsworth.yaml', ['a.yaml']],
    ['.jobsworthignore', ['.']],
    ['.gitignore', ['.']],
    ['known', ['a.yaml', '--baseline', 'known']]
  ])('as %s is refused instead of waited for', async (name, args) => {
    const cwd = lay({ 'a.yaml': bad })
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(cwd, name)])
    const { code, err } = await jobsworth(cwd, ...args)
    expect([code, err]).toEqual([2, expect.stringContaining('It is a pipe or a device, not a file.')])
  })
})

describe('ignore files that come with the manifests', () => {
  function repository(files: Files, tracked: readonly string[]): string {
    const cwd = lay(files, false)
    const git = (...words: string[]) => execFileSync('git', words, { cwd, stdio: 'pipe' })
    git('init', '-q')
    if (tracked.length > 0) git('add', '-f', ...tracked)
    return cwd
  }
  const names = async (cwd: string, ...args: string[]) => {
    const { out, err } = await jobsworth(cwd, '-f', 'json', ...args)
    const found = JSON.parse(out) as { filePath: string }[]
    return { found: found.map(({ filePath }) => filePath.slice(cwd.length + 1)), err }
  }
  const files = {
    '.gitignore': 'a.yaml\nout/\n',
    '.jobsworthignore': 'b.yaml\nskip/\n',
    'a.yaml': bad,
    'b.yaml': bad,
    'c.yaml': hushed,
    'new/a.yaml': bad,
    'out/deep/d.yaml': bad,
    'out/deep/e.yaml': bad,
    'out/other/f.yaml': bad,
    'skip/g.yaml': bad,
    'node_modules/h.yaml': bad,
    'jobsworth.yaml': 'exclude: ["*.yaml"]\n',
    '../outside/policy.yaml': 'inlineConfig: false\n'
  }
  const tracked = ['a.yaml', 'b.yaml', 'c.yaml', 'out/deep/d.yaml', 'skip/g.yaml', 'node_modules/h.yaml']
  const policy = ['--config', '../outside/policy.yaml']

  test('.gitignore says nothing of a file that git tracks', async () => {
    const { found, err } = await names(repository(files, tracked), '--no-config')
    expect(found).toEqual(['a.yaml', 'c.yaml', 'jobsworth.yaml', 'out/deep/d.yaml'])
    expect(err).toBe('')
  })

  test('nor where it is named', async () => {
    const cwd = repository(files, tracked)
    const args = ['--force-exclude', '--no-config', '--no-error-on-unmatched-pattern']
    const named = ['a.yaml', 'b.yaml', 'new/a.yaml', 'out/deep/d.yaml', 'out/deep/e.yaml', 'out/other/f.yaml']
    expect((await names(cwd, ...args, ...named)).found).toEqual(['a.yaml', 'out/deep/d.yaml'])
    expect((await names(cwd, ...args, '--no-inline-config', ...named)).found).toEqual([
      'a.yaml',
      'b.yaml',
      'out/deep/d.yaml'
    ])
  })

  test.each([[[]], [['.', 'out']], [['**/*.yaml']]])(
    'a policy of the user leaves out no tracked file, and counts what it leaves out (%j)',
    async (patterns) => {
      const { found, err } = await names(repository(files, tracked), ...policy, ...patterns)
      expect(found).toEqual([
        'a.yaml',
        'b.yaml',
        'c.yaml',
        'jobsworth.yaml',
        'node_modules/h.yaml',
        'out/deep/d.yaml',
        'skip/g.yaml'
      ])
      expect(err).toBe('Left out, as the config or ignore files say: 2 files and 1 folder.\n')
    }
  )

  test('a policy without git reads no ignore file', async () => {
    const cwd = lay(files, false)
    expect((await names(cwd, ...policy)).found).toEqual([
      'a.yaml',
      'b.yaml',
      'c.yaml',
      'jobsworth.yaml',
      'new/a.yaml',
      'out/deep/d.yaml',
      'out/deep/e.yaml',
      'out/other/f.yaml',
      'skip/g.yaml'
    ])
  })

  test('its own exclude holds', async () => {
    const cwd = repository(
      { ...files, '../outside/policy.yaml': 'inlineConfig: false\nexclude: [out/, "*.json"]\n' },
      tracked
    )
    expect((await names(cwd, ...policy)).found).not.toContain('out/deep/d.yaml')
  })
})
