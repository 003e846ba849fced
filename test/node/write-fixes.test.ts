import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
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
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { lintFiles } from '../../src/node/lint-files.ts'
import { writeFixes } from '../../src/node/write-fixes.ts'

const job = (name: string) => `apiVersion: batch/v1
kind: Job
metadata:
  generateName: ${name}-
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: main
          image: example.com/main:1.0.0
`

const rules = { 'ttl-required': 'error' } as const

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jobsworth-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const lintFolder = () =>
  lintFiles(['.'], {
    cwd: folder,
    config: false,
    settings: { profile: 'minimal', rules },
    fix: { unsafe: true }
  })

const put = (name: string, text: string) => writeFileSync(join(folder, name), text)
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

describe('fixes are written', () => {
  test('with the mode of the file, and only where something changed', async () => {
    put('a.yaml', job('a'))
    put('b.yaml', 'kind: ConfigMap\n')
    chmodSync(join(folder, 'a.yaml'), 0o640)
    const before = statSync(join(folder, 'b.yaml')).mtimeMs
    const { problems, results } = writeFixes(await lintFolder(), folder)
    expect(problems).toEqual([])
    expect(results.flatMap(({ findings }) => findings)).toEqual([])
    expect(read('a.yaml')).toBe(job('a').replace('spec:\n', 'spec:\n  ttlSecondsAfterFinished: 3600\n'))
    expect(statSync(join(folder, 'a.yaml')).mode & 0o777).toBe(0o640)
    expect(statSync(join(folder, 'b.yaml')).mtimeMs).toBe(before)
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'b.yaml'])
  })

  test('but not over what somebody else wrote meanwhile; its findings are still there', async () => {
    put('a.yaml', job('a'))
    const linted = await lintFolder()
    put('a.yaml', job('other'))
    const { problems, results, fixes } = writeFixes(linted, folder)
    expect(read('a.yaml')).toBe(job('other'))
    expect(problems).toEqual([
      {
        file: 'a.yaml',
        message: 'Its fixes were not written. It has changed since it was read; run it again.'
      }
    ])
    expect(results.flatMap(({ findings }) => findings.map(({ ruleId }) => ruleId))).toEqual(['ttl-required'])
    expect(fixes).toEqual([])
  })

  test('but not through a link, which may lead anywhere', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'jobsworth-'))
    writeFileSync(join(elsewhere, 'target'), job('a'))
    symlinkSync(join(elsewhere, 'target'), join(folder, 'a.yaml'))
    const { problems, results, notes } = writeFixes(await lintFolder(), folder)
    expect([problems, results]).toEqual([[], []])
    expect(notes).toEqual([expect.stringContaining('a.yaml was not read: a symbolic link leads out')])
    expect(readFileSync(join(elsewhere, 'target'), 'utf8')).toBe(job('a'))
    rmSync(elsewhere, { recursive: true })
  })

  test('but not through a link that took the place of the file or of a folder meanwhile', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'jobsworth-'))
    mkdirSync(join(folder, 'sub'))
    put('a.yaml', job('a'))
    put('sub/b.yaml', job('a'))
    const linted = await lintFolder()
    for (const name of ['a.yaml', 'b.yaml']) writeFileSync(join(elsewhere, name), job('a'))
    rmSync(join(folder, 'a.yaml'))
    rmSync(join(folder, 'sub'), { recursive: true })
    symlinkSync(join(elsewhere, 'a.yaml'), join(folder, 'a.yaml'))
    symlinkSync(elsewhere, join(folder, 'sub'))
    const { problems } = writeFixes(linted, folder)
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('It is a symbolic link'),
      expect.stringContaining('A symbolic link in its path leads out')
    ])
    for (const name of ['a.yaml', 'b.yaml'])
      expect(readFileSync(join(elsewhere, name), 'utf8')).toBe(job('a'))
    rmSync(elsewhere, { recursive: true })
  })

  test('of a file with another name, which keeps the old text, as is said', async () => {
    put('a.yaml', job('a'))
    linkSync(join(folder, 'a.yaml'), join(folder, 'a.bak'))
    const { notes, problems } = writeFixes(await lintFolder(), folder)
    expect(problems).toEqual([])
    expect(notes).toEqual(['a.yaml was fixed; its other names (hard links) still have the old text.'])
    expect(read('a.bak')).toBe(job('a'))
    expect(read('a.yaml')).not.toBe(job('a'))
  })

  test.skipIf(process.geteuid?.() !== 0)('and the file belongs to whom it belonged to', async () => {
    put('a.yaml', job('a'))
    chownSync(join(folder, 'a.yaml'), 1234, 1235)
    writeFixes(await lintFolder(), folder)
    expect(read('a.yaml')).not.toBe(job('a'))
    expect(statSync(join(folder, 'a.yaml'))).toMatchObject({ uid: 1234, gid: 1235 })
  })

  test.skipIf(process.geteuid?.() !== 0)('but not where it would belong to somebody else', async () => {
    put('a.yaml', job('a'))
    chmodSync(join(folder, 'a.yaml'), 0o666)
    chmodSync(folder, 0o777)
    const linted = await lintFolder()
    process.seteuid?.(65534)
    try {
      const { problems } = writeFixes(linted, folder)
      expect(problems.map(({ message }) => message)).toEqual([
        expect.stringContaining('It belongs to another user')
      ])
    } finally {
      process.seteuid?.(0)
    }
    expect(read('a.yaml')).toBe(job('a'))
  })
})

const names = Array.from({ length: 120 }, (_, index) => `job-${String(index).padStart(3, '0')}.yaml`)
const old = job('report') + '# a comment that makes the file long\n'.repeat(500)

/** Loaded before the program: kills it in the middle of its n-th call of a function of node:fs, half of a text written. */
const murder = `import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const { CALL: call, AFTER: after } = process.env
const real = fs[call]
let calls = 0
fs[call] = (...args) => {
  if (calls++ < after) return real(...args)
  if (call.startsWith('write')) real(args[0], args[1].slice(0, args[1].length / 2))
  process.kill(process.pid, 'SIGKILL')
}
syncBuiltinESMExports()
`

describe('a run that is killed', () => {
  test.each([
    ['renameSync', 0],
    ['renameSync', 1],
    ['renameSync', 34],
    ['writeFileSync', 0],
    ['writeFileSync', 34],
    ['fsyncSync', 5]
  ])('in %s, after %i files, leaves each old or new', async (call, after) => {
    put('job-000.yaml', old)
    const [made] = (await lintFiles(['.'], { cwd: folder, config: false, fix: { unsafe: true } })).fixes
    for (const name of names) put(name, old)
    put('murder.mjs', murder)
    const program = join(inject('built'), 'cli/main.js')
    const preload = ['--import', join(folder, 'murder.mjs'), program]
    const args = [...preload, '--unsafe-fixes', '--no-config', '--format', 'compact', '.']
    const env = { ...process.env, CALL: call, AFTER: String(after) }
    const left = () => readdirSync(folder).filter((name) => !names.includes(name) && name !== 'murder.mjs')
    const { signal, stderr } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' })
    expect(signal, stderr).toBe('SIGKILL')
    const texts = names.map(read)
    expect(texts.filter((text) => text === made?.text).length).toBe(after)
    expect(texts.filter((text) => text === old).length).toBe(names.length - after)
    // What is left beside the files is no manifest, and goes with the next run.
    expect(left()).toHaveLength(1)
    expect((await lintFiles(['.'], { cwd: folder, config: false })).results).toHaveLength(names.length)
    spawnSync(process.execPath, [program, '--fix', '--no-config', '.'], { cwd: folder })
    expect(left()).toEqual([])
  })
})
