import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../src/cli/run.ts'

const bad = readFileSync('fixtures/err/migration.yaml', 'utf8')
const mended = bad.replace('backoffLimit: 4', 'backoffLimit: 0')
const place = mkdtempSync(join(tmpdir(), 'jobsworth-baseline-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

function project(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(place, 'project-'))
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  for (const [name, text] of Object.entries(files)) write(name, text)
  const read = (name: string) => readFileSync(join(root, name), 'utf8')
  const jobsworth = async (args: string, { folder = '', stdin = '' } = {}) => {
    const out: string[] = []
    const err: string[] = []
    const code = await run(args.split(' '), {
      cwd: join(root, folder),
      env: {},
      stdin: async () => Buffer.from(stdin),
      stdout: { isTTY: false, write: (text) => void out.push(text) },
      stderr: { isTTY: false, write: (text) => void err.push(text) }
    })
    return { code, out: out.join(''), err: err.join('') }
  }
  return { root, write, read, jobsworth }
}

const file = 'jobsworth-baseline.yaml'

test('what was found is hidden from then on, counted, and marked in reports', async () => {
  const { jobsworth, read } = project({ 'a.yaml': bad, 'x/b.yaml': bad })
  expect(await jobsworth('baseline')).toEqual({
    code: 0,
    out: `Wrote 16 findings in 2 files to ${file}.\nHide them with \`jobsworth --baseline ${file}\`, or write \`baseline: ${file}\` in jobsworth.yaml.\n`,
    err: ''
  })
  expect(read(file)).toMatchInlineSnapshot(`
    "# Known findings, which jobsworth hides: by file, resource, rule and field. Written by \`jobsworth baseline\`;
    # \`jobsworth baseline --prune\` removes those that have been fixed.
    version: 1
    findings:
      a.yaml:
        Job production/shop-migrate:
          backoff-limit-non-idempotent spec.backoffLimit: 1
          deadline-required spec.activeDeadlineSeconds: 1
          fixed-name metadata.name: 1
          image-pinned spec.template.spec.containers[migrate].image: 1
          required-labels metadata.labels: 1
          resources-required spec.template.spec.containers[migrate].resources: 1
          service-account spec.template.spec.serviceAccountName: 1
          ttl-required spec.ttlSecondsAfterFinished: 1
      x/b.yaml:
        Job production/shop-migrate:
          backoff-limit-non-idempotent spec.backoffLimit: 1
          deadline-required spec.activeDeadlineSeconds: 1
          fixed-name metadata.name: 1
          image-pinned spec.template.spec.containers[migrate].image: 1
          required-labels metadata.labels: 1
          resources-required spec.template.spec.containers[migrate].resources: 1
          service-account spec.template.spec.serviceAccountName: 1
          ttl-required spec.ttlSecondsAfterFinished: 1
    "
  `)
  const hidden = await jobsworth(`--baseline ${file}`)
  expect(hidden).toMatchObject({ code: 0, err: '' })
  expect(hidden.out).toContain('No problems found.\n16 findings are hidden by the baseline.\n')
  expect(await jobsworth(`a.yaml --baseline ${file} --fail-on info --max-warnings 0 -f compact`)).toEqual({
    code: 0,
    out: '',
    err: ''
  })
  expect(await jobsworth(`b.yaml --baseline ../${file}`, { folder: 'x' })).toMatchObject({ code: 0, err: '' })
  expect((await jobsworth(`--baseline ${file} -f github`)).out).toBe('')
})

test('what is new is told from what is known', async () => {
  const { jobsworth, write } = project({ 'a.yaml': mended })
  await jobsworth('baseline')
  write('a.yaml', `# Moved down.\n${bad}`)
  const { code, out } = await jobsworth(`--baseline ${file} -f compact`)
  expect(code).toBe(1)
  expect(out).toMatch(/^a\.yaml:9:17: error: .* \[backoff-limit-non-idempotent\]\n$/)
})

describe('what is gone', () => {
  test('is said, and removed by --prune alone, a line each', async () => {
    const { jobsworth, read, write } = project({ 'a.yaml': bad, 'b.yaml': bad })
    await jobsworth('baseline')
    const before = read(file)
    write('a.yaml', mended)
    write('c.yaml', bad)
    const advice = `${file}: 1 known finding is no longer found; \`jobsworth baseline --prune\` removes what is gone.\n`
    expect(await jobsworth(`a.yaml b.yaml --baseline ${file}`)).toMatchObject({ code: 0, err: advice })
    expect(await jobsworth(`b.yaml --baseline ${file}`)).toMatchObject({ code: 0, err: '' })
    expect((await jobsworth('baseline b.yaml --prune')).out).toContain(
      'still found; it has 16 findings in 2 files.'
    )
    expect((await jobsworth('baseline --prune')).out).toBe(
      `Removed 1 finding from ${file}. It has 15 findings in 2 files.\n`
    )
    const lines = read(file).split('\n')
    expect(before.split('\n').filter((line) => !lines.includes(line))).toEqual([])
    expect(before.split('\n').length - lines.length).toBe(1)
    const pruned = read(file)
    await jobsworth('baseline --prune')
    expect(read(file)).toBe(pruned)
  })

  test('follows a file that was moved', async () => {
    const { root, jobsworth, read } = project({ 'a.yaml': bad })
    await jobsworth('baseline')
    renameSync(join(root, 'a.yaml'), join(root, 'z.yaml'))
    expect(await jobsworth(`--baseline ${file}`)).toMatchObject({ code: 0, err: '' })
    const { out } = await jobsworth('baseline --prune')
    expect(out).toBe('Renamed files have their new names. It has 8 findings in 1 file.\n')
    expect(read(file)).toContain('\n  z.yaml:\n')
  })

  test('stays where the run did not look, unless the file is no more', async () => {
    const { root, jobsworth, read } = project({ 'a.yaml': bad, 'b.yaml': bad, 'c.yaml': mended })
    await jobsworth('baseline')
    rmSync(join(root, 'c.yaml'))
    const { out } = await jobsworth('baseline a.yaml')
    expect(out).toContain(
      `Wrote 16 findings in 2 files to ${file}. 8 of them are in files that were not linted now, and were kept.`
    )
    expect(read(file)).not.toContain('c.yaml')
  })
})

describe('the baseline of a config', () => {
  const config = 'baseline: known/old.yaml\n'

  test('lies relative to the config', async () => {
    const { root, jobsworth } = project({ 'jobsworth.yaml': config, 'x/a.yaml': bad })
    expect((await jobsworth('.', { folder: 'x' })).err).toContain(
      'The baseline "../known/old.yaml": It does not exist. Write it with `jobsworth baseline`.'
    )
    mkdirSync(join(root, 'known'))
    expect((await jobsworth('baseline .', { folder: 'x' })).out).toBe(
      'Wrote 8 findings in 1 file to ../known/old.yaml.\n'
    )
    expect(await jobsworth('.')).toMatchObject({ code: 0 })
    expect(await jobsworth('. --no-baseline')).toMatchObject({ code: 1 })
    expect(await jobsworth('. --no-config')).toMatchObject({ code: 1 })
    expect(await jobsworth('. --baseline known/old.yaml')).toMatchObject({ code: 0 })
  })

  test.skipIf(!existsSync('/dev/zero'))('may have no end, and is not read to it', async () => {
    const { jobsworth } = project({ 'jobsworth.yaml': 'baseline: /dev/zero\n', 'a.yaml': bad })
    expect(await jobsworth('.')).toMatchObject({
      code: 2,
      err: expect.stringContaining('The baseline "/dev/zero" is outside the folder')
    })
    expect(await jobsworth('. --baseline /dev/zero')).toMatchObject({
      code: 2,
      err: expect.stringContaining('dev/zero": It is a pipe or a device, not a file.')
    })
  })

  test('needs no advice to name it', async () => {
    const { jobsworth } = project({ 'jobsworth.yaml': config, 'a.yaml': bad, 'known/.keep': '' })
    expect(await jobsworth('baseline')).toMatchObject({
      code: 0,
      out: 'Wrote 8 findings in 1 file to known/old.yaml.\n'
    })
    expect(await jobsworth('baseline known --no-error-on-unmatched-pattern')).toMatchObject({
      out: expect.stringContaining(' to known/old.yaml.')
    })
  })

  test('is one for each config', async () => {
    const { root, jobsworth } = project({
      'x/jobsworth.yaml': 'baseline: old.yaml\n',
      'x/a.yaml': bad,
      'b.yaml': bad
    })
    const { out } = await jobsworth('baseline .')
    expect(out).toContain(`Wrote 8 findings in 1 file to ${file}.\n`)
    expect(out).toContain('Wrote 8 findings in 1 file to x/old.yaml.\n')
    expect(existsSync(join(root, 'x/old.yaml'))).toBe(true)
    expect((await jobsworth('. -f compact')).out).not.toContain('x/a.yaml')
  })
})

test('standard input has a place in it', async () => {
  const { jobsworth } = project({})
  await jobsworth('baseline -', { stdin: bad })
  expect(await jobsworth(`- --baseline ${file}`, { stdin: `# moved\n${bad}` })).toMatchObject({
    code: 0,
    err: ''
  })
})

test('an unknown rule is said, and stops nothing', async () => {
  const { jobsworth, read, write } = project({ 'a.yaml': bad })
  await jobsworth('baseline .')
  write(file, read(file).replace('ttl-required', 'ttl-requierd'))
  const { code, err } = await jobsworth(`. --baseline ${file}`)
  expect(code).toBe(1)
  expect(err).toContain(`${file}: there is no rule "ttl-requierd", so its entries hide nothing.\n`)
})

// biome-ignore format: a table, one mistake a line
test.each([
  ['--baseline nope.yaml', 'The baseline "nope.yaml": It does not exist. Write it with `jobsworth baseline`.'],
  ['--baseline .', 'The baseline ".": It is a folder, not a file.'],
  ['--baseline broken.yaml', 'broken.yaml:2:11: "findings" must be a mapping. Fix it, or remove the file and run `jobsworth baseline`.'],
  ['baseline --baseline broken.yaml', 'broken.yaml:2:11: '],
  ['baseline --prune', `The baseline "${file}": It does not exist.`],
  ['baseline --baseline a.yaml/x', 'a.yaml/x cannot be written. '],
  ['--baseline broken.yaml --no-baseline', '--baseline and --no-baseline cannot be used together.'],
  ['--prune', '--prune cannot be used with the command lint.'],
  ['baseline --since main', '--since cannot be used with the command baseline.'],
  ['--changed-lines', '--changed-lines needs a revision to compare with: add --since REF.'],
  ['--changed-lines --since HEAD --diff', '--changed-lines cannot be used with fixing'],
  ['baselin', 'did you mean the command "baseline"?']
])('%s', async (args, message) => {
  const { jobsworth } = project({ 'a.yaml': bad, 'broken.yaml': 'version: 1\nfindings: 12\n' })
  const { code, err } = await jobsworth(args)
  expect(err).toContain(message)
  expect(code).toBe(2)
})
