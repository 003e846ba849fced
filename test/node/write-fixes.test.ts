import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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
    const { problems } = writeFixes(await lintFolder(), folder)
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('symbolic link')])
    expect(readFileSync(join(elsewhere, 'target'), 'utf8')).toBe(job('a'))
    rmSync(elsewhere, { recursive: true })
  })
})

const built = resolve('dist/cli/main.js')

const names = Array.from({ length: 120 }, (_, index) => `job-${String(index).padStart(3, '0')}.yaml`)
const old = job('report') + '# a comment that makes the file long\n'.repeat(500)

const isBuilt = existsSync(built)
if (!isBuilt) console.warn('Skipped: dist/cli/main.js is not built; run npm run build.')

/** Killed as soon as one of the files is seen to be new: the later in the order it is, the more are. */
describe.skipIf(!isBuilt)('a run that is killed', () => {
  test.each([0, 1, 2, 3, 5, 8, 13, 21, 34])('after %i files leaves each old or new', async (after) => {
    put('job-000.yaml', old)
    const [made] = (await lintFiles(['.'], { cwd: folder, config: false, fix: { unsafe: true } })).fixes
    for (const name of names) put(name, old)
    const watched = names[after] as string
    const args = [built, '--unsafe-fixes', '--no-config', '--format', 'compact', '.']
    const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' })
    const closed = new Promise((done) => child.on('close', done))
    while (child.exitCode === null && read(watched) === old) await new Promise((done) => setTimeout(done, 1))
    child.kill('SIGKILL')
    await closed
    const texts = names.map(read)
    expect(texts.filter((text) => text !== old && text !== made?.text)).toEqual([])
    expect(read(watched)).toBe(made?.text)
    expect(texts.at(-1), 'killed too late to show anything').toBe(old)
  })
})
