import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { UsageError } from '../../src/core/config/config.ts'
import { discover, type Search } from '../../src/node/discover.ts'

const place = mkdtempSync(join(tmpdir(), 'jobsworth-discover-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** Lays out files by name and text; a text that starts with `->` makes a symbolic link. */
function lay(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(place, 'case-'))
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    if (text.startsWith('->')) symlinkSync(text.slice(2), path)
    else writeFileSync(path, text)
  }
  return folder
}

async function found(
  files: Readonly<Record<string, string>>,
  patterns: readonly string[],
  search: Partial<Search> = {}
) {
  const cwd = lay(files)
  const configOf = () => ({ config: {}, folder: cwd })
  return (await discover(patterns, { cwd, configOf, ...search })).files
}

const cases: [
  name: string,
  files: Record<string, string>,
  patterns: string[],
  expected: string[],
  search?: Partial<Search>
][] = [
  [
    'the three extensions',
    { 'a.yaml': '', 'b.yml': '', 'c.json': '', 'd.txt': '', 'e.yaml.bak': '' },
    ['.'],
    ['a.yaml', 'b.yml', 'c.json']
  ],
  [
    'folders in order, no file twice',
    { 'b/x.yaml': '', 'a/x.yaml': '' },
    ['b', 'a/x.yaml', '.', 'b/x.yaml'],
    ['a/x.yaml', 'b/x.yaml']
  ],
  ['dot folders, but not .git', { '.github/a.yaml': '', '.git/b.yaml': '' }, ['.'], ['.github/a.yaml']],
  ['no node_modules at any depth', { 'x/node_modules/y/a.yaml': '', 'x/b.yaml': '' }, ['.'], ['x/b.yaml']],
  [
    'nested .gitignore files',
    {
      '.git/x': '',
      '.gitignore': '*.json\n',
      'x/.gitignore': 'a.yaml\n!b.json\n',
      'x/a.yaml': '',
      'x/b.json': '',
      'a.yaml': '',
      'b.json': ''
    },
    ['.'],
    ['a.yaml', 'x/b.json']
  ],
  [
    'an ignored folder with everything in it',
    { '.git/x': '', '.gitignore': 'out/\n', 'out/deep/a.yaml': '', 'x/out/a.yaml': '', 'b.yaml': '' },
    ['.'],
    ['b.yaml']
  ],
  [
    '.gitignore of the folders above',
    { '.git/x': '', '.gitignore': '/x/secret.yaml\n', 'x/secret.yaml': '', 'x/a.yaml': '' },
    ['x'],
    ['x/a.yaml']
  ],
  [
    '.jobsworthignore',
    { '.jobsworthignore': '# why\nlegacy/**\n', 'legacy/a.yaml': '', 'b.yaml': '' },
    ['.'],
    ['b.yaml']
  ],
  ['ignore patterns', { 'x/a.yaml': '', 'y/a.yaml': '' }, ['.'], ['y/a.yaml'], { ignorePatterns: ['x/'] }],
  [
    'a named file in an ignored folder',
    { '.git/x': '', '.gitignore': 'out/\n', 'out/a.yaml': '' },
    ['out/a.yaml'],
    ['out/a.yaml']
  ],
  [
    'the same with --force-exclude',
    { '.git/x': '', '.gitignore': 'out/\n', 'out/a.yaml': '' },
    ['out/a.yaml'],
    [],
    { forceExclude: true }
  ],
  [
    'a glob: manifests only',
    { 'x/a.yaml': '', 'x/y/a.yaml': '', 'x/y/a.txt': '' },
    ['**/y/*'],
    ['x/y/a.yaml']
  ],
  [
    'a glob with braces',
    { 'a.yaml': '', 'b.yml': '', 'c.json': '' },
    ['*.{yaml,json}'],
    ['a.yaml', 'c.json']
  ],
  ['a name with glob characters', { 'a[1].yaml': '' }, ['a[1].yaml'], ['a[1].yaml']],
  ['a loop of symbolic links', { 'x/a.yaml': '', 'x/loop': '->..', 'x/self': '->self' }, ['.'], ['x/a.yaml']],
  ['a symbolic link to a file', { 'a.yaml': '', 'b.yaml': '->a.yaml' }, ['b.yaml'], ['b.yaml']],
  ['a named symbolic link to a folder', { 'x/y/a.yaml': '', link: '->x' }, ['link'], ['link/y/a.yaml']],
  ['a glob below a symbolic link', { 'x/y/a.yaml': '', link: '->x' }, ['link/**/*.yaml'], ['link/y/a.yaml']],
  [
    'ignored below a symbolic link',
    { '.jobsworthignore': 'link/y/\n', 'x/y/a.yaml': '', 'x/b.yaml': '', link: '->x' },
    ['link'],
    ['link/b.yaml']
  ]
]

test.each(cases)('finds %s', async (_, files, patterns, expected, search) => {
  expect(await found(files, patterns, search)).toEqual(expected)
})

test.each([
  ['a file that is not there', ['nope.yaml'], /"nope\.yaml" does not exist/],
  ['a glob without a match', ['x/*.yaml'], /"x\/\*\.yaml"/],
  ['a folder without manifests', ['empty'], /"empty"/],
  ['each of several patterns', ['nope.yaml', 'never.yaml'], /nope[\s\S]*never/]
])('refuses %s', async (_, patterns, message) => {
  const files = { 'a.yaml': '', 'empty/readme.txt': '' }
  await expect(found(files, patterns)).rejects.toThrow(UsageError)
  await expect(found(files, patterns)).rejects.toThrow(message)
  expect(await found(files, patterns, { errorOnUnmatched: false })).toEqual([])
})
