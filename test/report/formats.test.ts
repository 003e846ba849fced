import { describe, expect, test, vi } from 'vitest'
import { text } from '../../src/node/text-format.ts'
import { toEslintResults } from '../../src/report/eslint.ts'
import { explain } from '../../src/report/explain.ts'
import { formats } from '../../src/report/index.ts'
import { expectLinear } from '../growth.ts'
import { results, run } from './sample.ts'

const [migration, clean] = results as [(typeof results)[0], (typeof results)[0]]

describe('one run in every format', () => {
  test.each(['json', 'sarif', 'gitlab'] as const)('%s', async (format) => {
    const output = formats[format](results, run)
    expect(output).toMatch(/^[^\n]+\n$/)
    await golden(`${JSON.stringify(JSON.parse(output), null, 2)}\n`, `${format}.txt`)
  })

  test.each(['github', 'compact', 'junit', 'checkstyle', 'markdown'] as const)('%s', async (format) => {
    await golden(formats[format](results, run), `${format}.txt`)
  })

  test('text', async () => {
    await golden(text(results, { color: false }), 'text.txt')
  })

  test('text in colour, escapes shown', async () => {
    await golden(text(results, { color: true }).replaceAll('\u001B', '␛'), 'text-color.txt')
  })

  test.each(run.rules.map((rule) => [rule.id, rule] as const))('explain %s', async (id, rule) => {
    await golden(explain(rule), `explain-${id}.txt`)
  })
})

describe('text', () => {
  test('a clean run is a summary', () => {
    expect(text([clean], { color: false })).toBe(
      'Read 1 file: 1 document, 1 Job, CronJob or Pod. No problems found.\n'
    )
  })

  test('nothing to check does not look like clean', () => {
    const none = { ...clean, documents: 2, resources: 0, templates: 1 }
    expect(text([none], { color: false })).toBe(
      'Read 1 file: 2 documents, none of them a Job, CronJob or Pod.\n' +
        `Skipped 1 unrendered template in ${clean.file}: render it and lint the output.\n`
    )
  })

  test('leaves the environment as it was', () => {
    const before = { ...process.env }
    text(results, { color: true })
    expect({ ...process.env }).toEqual(before)
  })

  test('keeps terminals out of it: no hint for iTerm, whatever the terminal', () => {
    vi.stubEnv('CI', undefined)
    vi.stubEnv('FORCE_ITERM_HINT', 'true')
    const { isTTY } = process.stdout
    process.stdout.isTTY = true
    expect(text([migration], { color: true })).not.toContain('1337')
    process.stdout.isTTY = isTTY
    vi.unstubAllEnvs()
  })

  test('colour follows each call, not the first', () => {
    const coloured = () => text([migration], { color: true }).includes('\u001B')
    const plain = () => text([migration], { color: false }).includes('\u001B')
    expect([coloured(), plain(), coloured()]).toEqual([true, false, true])
  })

  // The formatter cuts each finding's lines out of the whole text: findings and lines multiply, but neither is squared.
  test.each([
    ['findings', (size: number) => ({ findings: size, lines: 10_000 }), 800],
    ['lines', (size: number) => ({ findings: 100, lines: size }), 25_000]
  ])('sixteen times as many %s cost sixteen times as much', (_, shape, most) => {
    expectLinear((size) => {
      const { findings, lines } = shape(size)
      const found = Array.from({ length: findings }, (_, index) => {
        const line = Math.floor((index * lines) / findings) + 1
        return { ...migration.findings[0], start: { line, column: 9 }, end: { line, column: 10 } }
      }) as (typeof results)[0]['findings']
      const source = '        - name: db # a line of a manifest\n'.repeat(lines)
      text([{ ...migration, text: source, findings: found }], { color: true })
    }, most)
  })
})

test.each([
  ['a/b.yaml', '/me', '/me/a/b.yaml'],
  ['./b.yaml', '/', '/b.yaml'],
  ['../../../b.yaml', '/me/too', '/b.yaml'],
  ['/b.yaml', '/me', '/b.yaml'],
  ['a/b.yaml', 'C:\\me\\', 'C:\\me\\a\\b.yaml'],
  ['D:/b.yaml', 'C:\\me', 'D:/b.yaml'],
  ['<stdin>', '/me', '<stdin>']
])('%s in %s is %s', (file, cwd, filePath) => {
  expect(toEslintResults([{ ...clean, file }], { cwd })[0]?.filePath).toBe(filePath)
})

async function golden(output: string, name: string) {
  await expect(output).toMatchFileSnapshot(`golden/${name}`)
}
