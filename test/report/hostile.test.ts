import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LintResult } from '../../src/core/finding.ts'
import { text } from '../../src/node/text-format.ts'
import { formats } from '../../src/report/index.ts'
import { hostileResults } from './hostile-results.ts'
import { run } from './sample.ts'

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

test('text cannot steer a terminal', () => {
  check((results) => {
    expect(text(results, { color: false })).not.toMatch(control)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours we write ourselves
    expect(text(results, { color: true }).replace(/\u001B\[\d+m/g, '')).not.toMatch(control)
  })
})

function check(property: (results: LintResult[]) => void) {
  fc.assert(fc.property(fc.array(hostileResults, { minLength: 1, maxLength: 3 }), property), { numRuns: 300 })
}
