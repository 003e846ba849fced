import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Finding, LintResult } from '../../src/core/finding.ts'
import { positionsOf } from '../../src/core/source.ts'
import { text } from '../../src/node/text-format.ts'
import { formats } from '../../src/report/index.ts'
import { run } from './sample.ts'

const nasty = [
  '\u001B[2J',
  '\u001B]8;;http://evil\u0007',
  '\r',
  '\n',
  '\r\n',
  '\n::error::',
  '%0A',
  '\u009B31m',
  '\u202E',
  '\u2028'
]
const words = fc.array(
  fc.oneof(fc.constantFrom(...nasty, ':', ',', '::', '\t'), fc.string({ unit: 'binary' }), fc.string())
)
const hostile = words.map((parts) => parts.join(''))

const result: fc.Arbitrary<LintResult> = fc
  .record({
    file: hostile,
    content: hostile,
    message: hostile,
    name: hostile,
    offsets: fc.tuple(fc.nat(), fc.nat())
  })
  .map(({ file, content, message, name, offsets }) => {
    const [a, b] = offsets.map((offset) => offset % (content.length + 1)) as [number, number]
    const range = { start: Math.min(a, b), end: Math.max(a, b) }
    const position = positionsOf(content)
    const place = { range, start: position(range.start), end: position(range.end) }
    const resource = { kind: 'Job', name, namespace: name } as const
    const related = [{ ...place, message }]
    const finding: Finding = {
      ruleId: 'ttl-required',
      severity: 'error',
      message,
      file,
      path: ['spec', name, 0],
      resource,
      ...place,
      related
    }
    const crash = { ruleId: 'run-identity', file, message, stack: message }
    return {
      file,
      text: content,
      findings: [finding, finding],
      crashes: [crash],
      documents: 1,
      resources: 1,
      templates: 1
    }
  })

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not get through.
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/

test.each(['github', 'compact'] as const)('%s is one printable line a finding', (format) => {
  check((results) => {
    const lines = formats[format](results, run).split('\n')
    expect(lines.pop()).toBe('')
    expect(lines).toHaveLength(3 * results.length)
    for (const line of lines) {
      expect(line).not.toMatch(control)
      if (format === 'github') expect(line).toMatch(/^::error file=[^:,]*(,\w+=[^:,]*)*::(?!.*%(?!25|0A))/)
    }
  })
})

test.each(['json', 'sarif'] as const)('%s is one printable line that reads back', (format) => {
  check((results) => {
    const output = formats[format](results, run)
    expect(output.trimEnd()).not.toMatch(control)
    expect(output.trimEnd()).not.toContain('\n')
    const parsed = JSON.parse(output)
    if (format === 'json') expect(parsed[0].source).toBe(results[0]?.text)
  })
})

test('text cannot steer a terminal', () => {
  check((results) => {
    expect(text(results, { color: false })).not.toMatch(control)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours we write ourselves
    expect(text(results, { color: true }).replace(/\u001B\[\d+m/g, '')).not.toMatch(control)
  })
})

function check(property: (results: LintResult[]) => void) {
  fc.assert(fc.property(fc.array(result, { minLength: 1, maxLength: 3 }), property), { numRuns: 300 })
}
