import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { isActive } from '../../src/core/rule/finding.ts'
import { formats } from '../../src/report/index.ts'
import { titled } from '../../src/report/logical-place.ts'
import { printable } from '../../src/text/printable.ts'
import { hostileResults } from './hostile-results.ts'
import { results, run } from './sample.ts'

interface Element {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
}

const script = `
import json, sys, xml.etree.ElementTree as tree
def plain(node):
    return {'tag': node.tag, 'attributes': node.attrib, 'children': [plain(child) for child in node]}
json.dump([plain(tree.fromstring(text.encode())) for text in json.load(sys.stdin)], sys.stdout)
`
const isPythonHere = spawnSync('python3', ['-c', 'import xml.etree.ElementTree']).status === 0

describe('a real XML parser', () => {
  beforeEach(({ skip }) => skip(!isPythonHere, 'no python3 here, whose XML parser would read the reports'))

  test.each(['junit', 'checkstyle'] as const)('reads every %s', (format) => {
    const runs = [results, [], ...fc.sample(fc.array(hostileResults, { maxLength: 3 }), 300)]
    for (const [index, root] of parsed(runs.map((some) => formats[format](some, run))).entries()) {
      expect(root.children.map(fileName)).toEqual(runs[index]?.map(({ file }) => readable(file)))
    }
  })

  test('checkstyle says what was found, where and how bad', () => {
    const [root] = parsed([formats.checkstyle(results, run)])
    const found = root?.children.flatMap(({ children }) => children.map(({ attributes }) => attributes))
    const top = { line: '1', column: '1' }
    const others = results.flatMap(({ crashes, templates }) => [
      ...crashes.map(({ ruleId = 'not-read' }) => ({
        ...top,
        severity: 'error',
        source: `jobsworth.${ruleId}`
      })),
      ...(templates > 0 ? [{ ...top, severity: 'info', source: 'jobsworth.unrendered-template' }] : [])
    ])
    const findings = results.flatMap((result) =>
      result.findings.filter(isActive).map((finding) => ({
        line: `${finding.start.line}`,
        column: `${finding.start.column}`,
        severity: finding.severity,
        message: readable(titled(finding)),
        source: `jobsworth.${finding.ruleId}`
      }))
    )
    expect(found).toHaveLength(others.length + findings.length)
    expect(found).toEqual(
      expect.arrayContaining([...others.map((one) => expect.objectContaining(one)), ...findings])
    )
  })

  // What Jenkins' schema of JUnit reports knows.
  const known: Readonly<Record<string, readonly string[]>> = {
    testsuites: ['name', 'tests', 'failures', 'errors'],
    testsuite: ['name', 'tests', 'failures', 'errors', 'skipped'],
    testcase: ['name', 'classname', 'file', 'time'],
    failure: ['message', 'type'],
    error: ['message', 'type'],
    skipped: ['message']
  }

  test('junit counts what it holds, and names no test twice', () => {
    for (const root of parsed(
      [results, fc.sample(hostileResults, 50)].map((some) => formats.junit(some, run))
    )) {
      expect(root.tag).toBe('testsuites')
      for (const suite of [root, ...root.children]) {
        const cases = all(suite, 'testcase')
        const [failures, errors] = [all(suite, 'failure'), all(suite, 'error')]
        expect(suite.attributes).toMatchObject({
          tests: `${cases.length}`,
          failures: `${failures.length}`,
          errors: `${errors.length}`
        })
      }
      for (const suite of root.children) {
        expect(suite.attributes.skipped).toBe(`${all(suite, 'skipped').length}`)
        const names = suite.children.map(({ attributes }) => attributes.name)
        expect(new Set(names).size).toBe(names.length)
      }
      for (const [tag, attributes] of Object.entries(known)) {
        for (const element of all(root, tag))
          expect(Object.keys(element.attributes).sort()).toEqual([...attributes].sort())
      }
    }
  })
})

function parsed(documents: readonly string[]): readonly Element[] {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', script], {
    input: JSON.stringify(documents),
    encoding: 'utf8',
    maxBuffer: 1e8
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

function all(root: Element, tag: string): readonly Element[] {
  const below = root.children.flatMap((child) => all(child, tag))
  return root.tag === tag ? [root, ...below] : below
}

function fileName({ attributes }: Element): string | undefined {
  return attributes.name
}

/** What is left of a text in XML. */
function readable(text: string): string {
  return printable(text)
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '\ufffd')
}
