import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LintResult } from '../../src/core/rule/finding.ts'
import { friendly } from '../../src/node/friendly-format.ts'
import { escapeMarkdown } from '../../src/report/escape-markdown.ts'
import { formats } from '../../src/report/index.ts'
import { text } from '../../src/report/text-format.ts'
import { inert } from '../../src/report/workflow-command.ts'
import { columns } from '../../src/report/wrap.ts'
import { printable } from '../../src/text/printable.ts'
import { hostileResults } from './hostile-results.ts'
import { run } from './sample.ts'

// biome-ignore format: one line
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not get through.
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f]|\udb40[\udc00-\udc7f]/

test.each(['github', 'compact'] as const)('%s is one printable line a finding', (format) => {
  check((results) => {
    const lines = formats[format](results, run).split('\n')
    expect(lines.pop()).toBe('')
    if (format === 'github') expect(lines.pop()).toMatch(/^::notice title=jobsworth skipped templates::/)
    expect(lines).toHaveLength(3 * results.length)
    for (const line of lines) {
      expect(line).not.toMatch(control)
      if (format === 'github') expect(line).toMatch(/^::error file=[^:,]*(,\w+=[^:,]*)*::(?!.*%(?!25|0A))/)
    }
  })
})

test('markdown has no markup but ours', () => {
  check((results) => {
    const output = formats.markdown(results, run)
    expect(output.replaceAll('\n', '')).not.toMatch(control)
    const written = output.slice(0, output.indexOf('<details>')).split('\n')
    for (const line of written) {
      const words = line
        .replace(/^(?:#+ |\*\*(?=.*\*\*$))|\*\*$/g, '')
        .replace(/^\| (\d+:\d+) \| (\w+) \| \[([\w-]+)\]\(https:[\w./-]+\) \| (.*) \|$/, '$1 $2 $3 $4')
        .replace(/<br>|&#\d+;/g, ' ')
      if (!/^\|(?: Place \| \| Rule \| What is wrong |-\|-\|-\|-)\|$/.test(line)) {
        expect(words).not.toMatch(/[&<>|`*_~[\]\\!$^{}]|:\S*\/\/|[@#][\w-]|www\./i)
      }
    }
  })
})

test.each([
  ['@everyone', '&#64;&#8203;everyone'],
  ['#1', '&#35;&#8203;1'],
  ['http://evil', 'http&#58;//evil'],
  ['www.evil', 'www&#46;evil'],
  ['a: b', 'a: b'],
  ['a|b', 'a&#124;b'],
  ['[x](y)', '&#91;x&#93;(y)'],
  ['<img>', '&#60;img&#62;'],
  ['\n', '&#92;u000a'],
  ['\ud800', '\ufffd']
])('Markdown of %j', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped)
})

test.each([
  ['::error::x', '\\u003a:error::x'],
  ['a\n  ::x\n', 'a\n  \\u003a:x\n'],
  ['a ##[error]b ##[c', 'a \\u0023#[error]b \\u0023#[c'],
  ['a::b', 'a::b']
])('%j is no command of a workflow', (text, made) => {
  expect(inert(text)).toBe(made)
})

test.each(['json', 'sarif', 'gitlab'] as const)('%s is one printable line that reads back', (format) => {
  check((results) => {
    const output = formats[format](results, run)
    expect(output.trimEnd()).not.toMatch(control)
    expect(output.trimEnd()).not.toContain('\n')
    const parsed = JSON.parse(output)
    if (format === 'json') expect(parsed[0].source).toBe(results[0]?.text)
  })
})

test.each(['junit', 'checkstyle'] as const)('%s is printable', (format) => {
  check((results) => {
    expect(formats[format](results, run)).not.toMatch(control)
  })
})

test.each([
  ['text', text],
  ['friendly', friendly]
])('%s cannot steer a terminal', (_, format) => {
  check((results) => {
    expect(format(results, { color: false })).not.toMatch(control)
    expect(format(results, { color: false, width: 40 })).not.toMatch(control)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours we write ourselves
    expect(format(results, { color: true, width: 80 }).replace(/\u001B\[\d+m/g, '')).not.toMatch(control)
  })
})

test('text fits the terminal, however narrow', () => {
  check((results) => {
    const lines = text(results, { color: false, width: 60 }).split('\n')
    const names = new Set(results.map(({ file }) => printable(file)))
    const isListed = (line: string) => line.startsWith('    ') && !names.has(line)
    for (const line of lines.filter(isListed)) expect(columns(line)).toBeLessThanOrEqual(60)
  })
})

function check(property: (results: LintResult[]) => void) {
  fc.assert(fc.property(fc.array(hostileResults, { minLength: 1, maxLength: 3 }), property), { numRuns: 300 })
}
