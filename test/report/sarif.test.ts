import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import type { Finding, LintResult } from '../../src/core/rule/finding.ts'
import { lineHashes } from '../../src/report/line-hashes.ts'
import { codeScanning, sarif } from '../../src/report/sarif.ts'
import { results, run } from './sample.ts'

// Microsoft's package of SARIF matchers brings the official schema and the ajv that can read it.
const load = createRequire(createRequire(import.meta.url).resolve('@microsoft/jest-sarif'))

interface Validate {
  (log: unknown): boolean
  readonly errors: unknown
}

describe('the official 2.1.0 schema', () => {
  const Ajv = load('ajv') as new (
    options: object
  ) => { addMetaSchema(meta: object): void; compile(schema: object): Validate }
  const ajv = new Ajv({ schemaId: 'auto', validateSchema: false, allErrors: true })
  ajv.addMetaSchema(load('ajv/lib/refs/json-schema-draft-04.json') as object)
  const validate = ajv.compile(load('./schemas/sarif-2.1.0-rtm.5.json') as object)

  test.each([
    ['findings, a crash and templates', results],
    ['a clean run', results.slice(1, 2)],
    ['no files', []]
  ])('%s', (_, some) => {
    for (const format of [sarif, codeScanning]) {
      validate(JSON.parse(format(some, run)))
      expect(validate.errors).toBeNull()
    }
  })

  test('refuses what is wrong', () => {
    const log = parse(results)
    for (const found of log.runs[0].results) found.level = 'info'
    expect(validate(log)).toBe(false)
  })
})

test('a clean run has results: none', () => {
  expect(parse([]).runs[0].results).toEqual([])
})

test('for code scanning, which takes what is suppressed for open, that is left out and counted', () => {
  const [file] = results as [LintResult]
  const [first] = file.findings as [Finding]
  const hidden = { ...first, suppressed: { by: 'baseline' } } as const
  const some = [{ ...file, findings: [hidden, first, ...file.findings.slice(1)] }]
  const [all, shown] = [sarif, codeScanning].map((format) => JSON.parse(format(some, run)).runs[0])
  expect(all.results[0].suppressions).toHaveLength(1)
  expect(shown.results).toEqual(
    all.results
      .filter(({ suppressions }: { suppressions: object[] }) => suppressions.length === 0)
      .map(({ suppressions: _, ...result }: { suppressions: object[] }) => result)
  )
  const count = all.results.length - shown.results.length
  expect(shown.invocations[0].toolExecutionNotifications.at(-1)).toEqual({
    level: 'note',
    message: { text: `Suppressed findings left out here: ${count}.` }
  })
})

test('no absolute path is told', () => {
  expect(sarif(results, run)).not.toContain('/home/me')
})

test('equal findings have different fingerprints', () => {
  const [file] = results as [LintResult]
  const twice = { ...file, findings: [...file.findings, ...file.findings] }
  expect(new Set(fingerprints([twice])).size).toBe(twice.findings.length)
})

test('fingerprints survive lines that move', () => {
  const moved = results.map((result) => ({ ...result, findings: result.findings.map(lower) }))
  expect(fingerprints(moved)).toEqual(fingerprints(results))
})

test('the hash of the line is what GitHub computes', () => {
  const [file] = results as [LintResult]
  const hashes = lineHashes(file.text)
  const { results: found } = parse([file]).runs[0]
  expect(found.map((result) => result.partialFingerprints.primaryLocationLineHash)).toEqual(
    file.findings.map(({ start }) => hashes[start.line - 1])
  )
  const known = ['--- \n', 'apiVersion: batch/v1\n', 'kind: Job\n'].join('')
  const [one] = file.findings as [Finding]
  const [result] = parse([{ ...file, text: known, findings: [{ ...one, start: { line: 2, column: 1 } }] }])
    .runs[0].results
  expect(result?.partialFingerprints.primaryLocationLineHash).toBe('44ace1087703534c:1')
})

test('names the object and the template that it was rendered from', () => {
  const found = parse(results.slice(3, 4)).runs[0].results
  expect(found).toMatchObject([
    {
      properties: {
        kind: 'Job',
        namespace: 'shop',
        name: 'migrate-*',
        renderedFrom: 'shop/templates/migrate.yaml'
      },
      locations: [
        {
          logicalLocations: [{ kind: 'object', name: 'migrate-*', fullyQualifiedName: 'Job/shop/migrate-*' }]
        }
      ]
    }
  ])
})

test('links lead to the repository once its address is known, and nowhere before', () => {
  const driver = (home?: string) => {
    const { home: _, ...facts } = run
    return JSON.parse(sarif([], { ...facts, ...(home !== undefined && { home }) })).runs[0].tool.driver
  }
  const { informationUri, rules } = driver('https://example.org/shop')
  expect([informationUri, rules[0].helpUri]).toEqual([
    'https://example.org/shop',
    'https://example.org/shop/blob/main/docs/rules/ttl-required.md'
  ])
  expect(JSON.stringify(driver())).not.toMatch(/Uri"/)
})

test('descriptions keep to what GitHub takes', () => {
  const rules = run.rules.map((rule) => ({ ...rule, rationale: 'Words and words. '.repeat(100) }))
  const { driver } = JSON.parse(sarif([], { ...run, rules })).runs[0].tool
  for (const rule of driver.rules) expect(rule.fullDescription.text).toMatch(/^.{1000,1022} …$/)
})

interface Log {
  readonly runs: [{ readonly results: { level: string; partialFingerprints: Record<string, string> }[] }]
}

function parse(some: readonly LintResult[]): Log {
  return JSON.parse(sarif(some, run))
}

function fingerprints(some: readonly LintResult[]): unknown[] {
  return parse(some).runs[0].results.map((result) => result.partialFingerprints['jobsworth/v1'])
}

function lower(finding: Finding): Finding {
  return {
    ...finding,
    start: { line: finding.start.line + 7, column: 3 },
    end: { line: finding.end.line + 7, column: 4 }
  }
}
