import { describe, expect, test, vi } from 'vitest'
import type { Finding } from '../../src/core/rule/finding.ts'
import { friendly } from '../../src/node/friendly-format.ts'
import { toEslintResults } from '../../src/report/eslint.ts'
import { explain } from '../../src/report/explain.ts'
import { formats } from '../../src/report/index.ts'
import { type TextOptions, text } from '../../src/report/text-format.ts'
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

  // biome-ignore format: a table, one screen a line
  test.each<[name: string, format: typeof text, options: TextOptions]>([
    ['text', text, { color: false }],
    ['text-80', text, { color: false, width: 80 }],
    ['text-120', text, { color: false, width: 120 }],
    ['text-color', text, { color: true, width: 80, linkOf: (id) => `https://example.org/${id}` }],
    ['text-alone', text, { color: false, isAlone: true }],
    ['friendly', friendly, { color: false }],
    ['friendly-color', friendly, { color: true }]
  ])('%s, escapes shown', async (name, format, options) => {
    await golden(format(results, options).replaceAll('\u001B', '␛'), `${name}.txt`)
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

  test('what was found is counted, not what is shown; only a terminal shows less', () => {
    const many = [{ ...migration, findings: manyFindings(1201) }]
    const lines = (output: string) => output.split('\n').filter((line) => line.includes('ttl-required  '))
    const shown = text(many, { color: false, width: 80 })
    expect(shown).toContain(
      '\n1201 errors; 1201 fixable with --unsafe-fixes. 1000 are shown here; --format compact shows'
    )
    expect(lines(shown)).toHaveLength(1000)
    expect(lines(text(many, { color: true }))).toHaveLength(1201)
    expect(friendly(many, { color: false })).toContain('\n1201 errors; 1201 fixable')
  })

  test('each object is named once, with the template that it is from', () => {
    const [one] = migration.findings as [Finding]
    const named = (name: string, source: string): Finding => ({
      ...one,
      resource: { kind: 'Job', name },
      source
    })
    const findings = [
      named('a', 'shop/templates/a.yaml'),
      named('b', 'x/crds/b.yaml'),
      named('a', 'shop/templates/a.yaml')
    ]
    const output = text([{ ...migration, findings }], { color: false })
    expect(output.match(/^ {2}\S.*$/gm)).toEqual([
      '  Job a, from shop/templates/a.yaml',
      '  Job b, from x/crds/b.yaml'
    ])
    expect(output.match(/ttl-required {2}/g)).toHaveLength(3)
  })

  test('a frame is drawn on a terminal or in colour, and only of a line that says more', () => {
    const frames = (options: TextOptions) =>
      text([migration], options)
        .split('\n')
        .filter((line) => line.includes('│'))
    expect(frames({ color: false })).toEqual([])
    expect(frames({ color: false, width: 100 }).map((line) => line.trim())).toEqual([
      '│ backoffLimit: 6',
      '│               ^'
    ])
    expect(frames({ color: true })).toHaveLength(1)
  })
})

describe('every colour can be read on white and on black', () => {
  test.each([
    ['text', text],
    ['friendly', friendly]
  ])('%s', (_, format) => {
    const output = format(results, { color: true, width: 80 })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours we write ourselves
    const codes = new Set([...output.matchAll(/\u001B\[([\d;]*)m/g)].map(([, code]) => code))
    // Bold, dim and underlined, red, magenta, and their ends; friendly does not dim, text does not reset.
    expect(['1', '2', '4', '22', '24', '31', '35', '39', '0']).toEqual(expect.arrayContaining([...codes]))
    expect(codes.has('31') && codes.has('35')).toBe(true)
    expect(format(results, { color: false, width: 80 })).not.toContain('\u001B')
  })
})

describe('friendly', () => {
  test('counts infos as infos, and shows them so', () => {
    const output = friendly(results, { color: false })
    expect(output).not.toMatch(/\d problems? \(|null/)
    const signs = [...output.matchAll(/^ {2}([✘⚠ℹ]) {2}/gm)].map(([, sign]) => sign)
    expect(signs.join('')).toMatch(/^[⚠ℹ]{4}✘{4}$/)
    expect(signs.filter((sign) => sign === 'ℹ')).toHaveLength(2)
    expect(output).toContain('\nInfos:\n  2  run-identity\n')
  })
  test('leaves the environment as it was', () => {
    const before = { ...process.env }
    friendly(results, { color: true })
    expect({ ...process.env }).toEqual(before)
  })

  test('keeps terminals out of it: no hint for iTerm, whatever the terminal', () => {
    vi.stubEnv('CI', undefined)
    vi.stubEnv('FORCE_ITERM_HINT', 'true')
    const { isTTY } = process.stdout
    process.stdout.isTTY = true
    expect(friendly([migration], { color: true })).not.toContain('1337')
    process.stdout.isTTY = isTTY
    vi.unstubAllEnvs()
  })

  test('colour follows each call, not the first', () => {
    const coloured = () => friendly([migration], { color: true }).includes('\u001B')
    const plain = () => friendly([migration], { color: false }).includes('\u001B')
    expect([coloured(), plain(), coloured()]).toEqual([true, false, true])
  })
})

test.each([
  ['text', text],
  ['friendly', friendly]
])('%s takes time in proportion', (_, format) => {
  const time = (size: number) => {
    const line = '        - name: db # a line of a manifest\n'
    const one = { ...migration, text: line.repeat(25 * size), findings: manyFindings(size) }
    const start = process.cpuUsage()
    format([one], { color: true, width: 80 })
    const { user, system } = process.cpuUsage(start)
    return user + system
  }
  time(100)
  expect(time(1000)).toBeLessThan(40 * Math.max(time(100), 10_000))
})

function manyFindings(count: number): Finding[] {
  const [one] = migration.findings as [Finding]
  return Array.from({ length: count }, (_, index) => ({
    ...one,
    start: { line: index * 25 + 1, column: 9 },
    end: { line: index * 25 + 1, column: 10 }
  }))
}

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
