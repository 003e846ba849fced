import fc from 'fast-check'
import type { Finding, LintResult } from '../../src/core/rule/finding.ts'
import { positionsOf } from '../../src/yaml/positions.ts'

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
  '\u2028',
  '\u200B',
  '\u{E0041}',
  '\uD800',
  '\uFFFF',
  ']]>&lt;"'
]
const words = fc.array(
  fc.oneof(fc.constantFrom(...nasty, ':', ',', '::', '\t'), fc.string({ unit: 'binary' }), fc.string())
)
const hostile = words.map((parts) => parts.join(''))

/** A file whose name, text and findings try to steer whoever reads them. */
export const hostileResults: fc.Arbitrary<LintResult> = fc
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
