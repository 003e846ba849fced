import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import {
  countKnown,
  type Known,
  matchBaseline,
  type Placed,
  prune,
  renew
} from '../../src/core/baseline/baseline.ts'
import { baselineText, readBaseline } from '../../src/core/baseline/baseline-file.ts'
import { UsageError } from '../../src/core/config/config.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { lint } from '../../src/library.ts'

/** A few rules of every sort, so that the tables stay as more are written. */
const some = ['ttl-required', 'image-pinned', 'api-validation', 'duplicate-resource', 'yaml-syntax']
const settings = settingsFor(
  'job.yaml',
  {},
  rules.filter(({ id }) => some.includes(id))
)
type Files = Readonly<Record<string, string>>

function findingsOf(files: Files): Placed[] {
  return Object.entries(files).flatMap(([file, text]) =>
    lint({ path: file, text }, settings).findings.map((finding) => ({ file, finding }))
  )
}

/** What a baseline of the files as they were leaves of the files as they are. */
function news(before: Files, after: Files): string[] {
  const found = findingsOf(after)
  const { hidden } = matchBaseline(written(before), found, (file) => !(file in after))
  return found
    .filter(({ finding }) => !hidden.has(finding))
    .map(({ file, finding }) => `${file} ${finding.ruleId}`)
}

function written(files: Files): Known[] {
  return readBaseline({ path: 'b.yaml', text: baselineText(countKnown(findingsOf(files))) })
}

function reachOf(files: Files) {
  return { isGone: (file: string) => !(file in files), isJudged: (file: string) => file in files }
}

const container = (name: string) => `        - name: ${name}\n          image: a:latest\n`

function job(metadata: string, containers = container('main')): string {
  return `apiVersion: batch/v1\nkind: Job\nmetadata:\n  ${metadata}\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n${containers}`
}

const [one, two] = [job('name: one'), job('name: two')]
const mended = (text: string) => text.replace('spec:', 'spec:\n  ttlSecondsAfterFinished: 600')
const fixed = mended(two)
const good = `        - name: extra\n          image: a:1.0.0\n          resources: {requests: {cpu: 1, memory: 1Gi}, limits: {memory: 1Gi}}\n`

describe('what is new after an edit', () => {
  // biome-ignore format: a table, one edit a line
  test.each<[string, Files, Files, string[]]>([
    ['nothing', { 'a.yaml': one }, { 'a.yaml': one }, []],
    ['lines above', { 'a.yaml': one }, { 'a.yaml': `# why\n\n${one}` }, []],
    ['a container above', { 'a.yaml': one }, { 'a.yaml': one.replace('        - name', `${good}        - name`) }, []],
    ['an unnamed entry above', { 'a.yaml': 'kind: Pod\napiVersion: v1\nspec: {tolerations: [{operator: X}]}' }, { 'a.yaml': 'kind: Pod\napiVersion: v1\nspec: {tolerations: [{operator: Exists}, {operator: X}]}' }, []],
    ['documents in another order', { 'a.yaml': `${one}---\n${two}` }, { 'a.yaml': `${two}---\n${one}` }, []],
    ['a document wrapped in a List', { 'a.yaml': two }, { 'a.yaml': `apiVersion: v1\nkind: List\nitems:\n  - ${two.replaceAll('\n', '\n    ')}` }, []],
    ['a new name of the file', { 'a.yaml': one }, { 'x/b.yaml': one }, []],
    ['a file split in two', { 'a.yaml': `${one}---\n${two}` }, { 'b.yaml': one, 'c.yaml': two }, []],
    ['a file moved into one that is there', { 'a.yaml': one, 'b.yaml': two }, { 'b.yaml': `${two}---\n${one}` }, []],
    ['a copy of the file', { 'a.yaml': fixed }, { 'a.yaml': fixed, 'b.yaml': fixed }, ['b.yaml image-pinned']],
    ['something new', { 'a.yaml': fixed }, { 'a.yaml': two }, ['a.yaml ttl-required']],
    ['a third of its kind', { 'a.yaml': `${one}---\n${one}` }, { 'a.yaml': `${one}---\n${one}---\n${one}` }, ['a.yaml duplicate-resource', 'a.yaml image-pinned', 'a.yaml ttl-required']],
    ['a second container', { 'a.yaml': one }, { 'a.yaml': one + container('next') }, ['a.yaml image-pinned']],
    ['another generated name', { 'a.yaml': job('generateName: a-') }, { 'a.yaml': `${mended(job('generateName: a-'))}---\n${job('generateName: b-')}` }, ['a.yaml image-pinned', 'a.yaml ttl-required']],
    ['a text that is no YAML, moved', { 'a.yaml': 'kind: Job\na: [' }, { 'x/a.yaml': '# no\nkind: Job\na: [' }, []],
    ['another text that is no YAML', { 'a.yaml': 'kind: Job\na: [' }, { 'b.yaml': 'kind: Job\na: [' }, ['b.yaml yaml-syntax']]
  ])('%s', (_, before, after, expected) => {
    expect(findingsOf(before)).not.toEqual([])
    expect(news(before, after).sort()).toEqual(expected)
  })
})

const name = fc.constantFrom(
  'name: a',
  'name: b',
  'generateName: c-',
  'namespace: d',
  'name: "${X}"',
  'name: "e\\nf"'
)
const document = fc
  .tuple(name, fc.uniqueArray(fc.constantFrom('x', 'y.z', '"on"'), { minLength: 1 }), fc.boolean())
  .map(([name, containers, isFixed]) => {
    const text = job(name, containers.map(container).join(''))
    return isFixed ? mended(text) : text
  })
const files = fc.dictionary(
  fc.constantFrom(
    'a.yaml',
    'x/b.yaml',
    '../c.yaml',
    'ü "q"\n.yaml',
    'null',
    '1.0',
    `${'long'.repeat(300)}.yaml`
  ),
  fc.array(document, { minLength: 1, maxLength: 3 }),
  { minKeys: 1, maxKeys: 4 }
)
const joined = (documents: readonly string[]) => documents.join('---\n')
const asText = (project: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(project).map(([file, documents]) => [file, joined(documents)]))

test('an edit that changes no field is no news, whatever lines and files it moves', () => {
  const edits = fc.record({ comment: fc.boolean(), reverse: fc.boolean(), move: fc.boolean() })
  fc.assert(
    fc.property(files, edits, (project, { comment, reverse, move }) => {
      const after = Object.entries(project).map(([file, documents]) => {
        const texts = documents.map((text) => (comment ? `# one\n\n# two\n${text}` : text))
        return [move ? `moved/${file}` : file, joined(reverse ? texts.reverse() : texts)]
      })
      expect(news(asText(project), Object.fromEntries(after))).toEqual([])
    }),
    { numRuns: 60 }
  )
})

test('whatever is hidden, no more is than was counted; pruning twice is pruning once, and never adds', () => {
  const sum = (known: readonly Known[]) => known.reduce((all, { count }) => all + count, 0)
  fc.assert(
    fc.property(files, files, (before, after) => {
      const known = written(asText(before))
      const found = findingsOf(asText(after))
      const reach = reachOf(asText(after))
      const { hidden, used, unused } = matchBaseline(known, found, reach.isGone)
      expect(sum(used)).toBe(hidden.size)
      expect(sum(used) + sum(unused)).toBe(sum(known))
      const pruned = prune(known, found, reach)
      expect(sum(pruned)).toBe(hidden.size)
      expect(baselineText(prune(pruned, found, reach))).toBe(baselineText(pruned))
      expect(matchBaseline(pruned, found, reach.isGone).hidden).toEqual(hidden)
    }),
    { numRuns: 60 }
  )
})

test('a baseline reads back as it was written, and is written alike in any order', () => {
  const known = fc.array(
    fc.record({
      file: fc.string({ unit: 'binary', minLength: 1 }),
      resource: fc.oneof(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.constantFrom('Job a', 'no', 'x'.repeat(1200))
      ),
      ruleAndField: fc.oneof(
        fc.string({ minLength: 1 }),
        fc.constantFrom('a b[c].d', 'a *', 'a #', 'a -', 'x: y')
      ),
      count: fc.integer({ min: 1, max: 9 })
    }),
    { maxLength: 8 }
  )
  fc.assert(
    fc.property(known, (entries) => {
      const once = prune(entries, [], { isGone: () => false, isJudged: () => false })
      const text = baselineText(once)
      const read = readBaseline({ path: 'b.yaml', text })
      expect(new Set(read.map((entry) => JSON.stringify(entry, order)))).toEqual(
        new Set(once.map((entry) => JSON.stringify(entry, order)))
      )
      expect(baselineText([...once].reverse())).toBe(text)
    }),
    { numRuns: 500 }
  )
})

const order = ['file', 'resource', 'ruleAndField', 'count']

describe('what a run passed by stays', () => {
  const known = written({ 'a.yaml': one, 'b.yaml': fixed, 'gone.yaml': two })
  const now = { 'a.yaml': mended(one) }
  const reach = {
    isGone: (file: string) => file === 'gone.yaml',
    isJudged: (file: string) => file === 'a.yaml'
  }
  const count = (entries: readonly Known[], name: string) =>
    entries.filter(({ file }) => file === name).length

  test.each([
    ['prune', prune(known, findingsOf(now), reach)],
    ['renew', renew(known, findingsOf(now), reach)]
  ])('%s', (_, after) => {
    expect(['a.yaml', 'b.yaml', 'gone.yaml'].map((name) => count(after, name))).toEqual([1, 1, 0])
  })
})

describe('a baseline that is broken is said by line and column', () => {
  const start = 'version: 1\nfindings:\n'
  test.each([
    ['', 'b.yaml:1:1: The baseline is empty.'],
    ['- a\n', 'b.yaml:1:1: A baseline must be a mapping.'],
    ['{', 'b.yaml:1:1: The text ends here'],
    [`${start}<<<<<<< HEAD\n`, /^b\.yaml:3:1: This is a conflict marker/],
    ['version: 2\nfindings: {}\n', 'b.yaml:1:10: "version" is "2"; this jobsworth reads version 1.'],
    ['findings: {}\n', '"version" is "nothing"'],
    ['version: 1\n', '"findings" must be a mapping.'],
    ['version: 1\nfinding: {}\n', 'b.yaml:2:1: Unknown key "finding"'],
    [`${start}  a.yaml: 1\n`, 'b.yaml:3:11: "a.yaml" must be a mapping.'],
    [`${start}  a.yaml:\n    Job a: [x]\n`, /^b\.yaml:4:\d+: "Job a" must be a mapping\./],
    [`${start}  a.yaml:\n    Job a:\n      ttl-required: 0\n`, 'b.yaml:5:21: "ttl-required" needs a count'],
    [`${start}  a.yaml:\n    Job a:\n      ttl-required: yes\n`, 'b.yaml:5:21: "ttl-required" needs a count'],
    [`${start}  a.yaml: {}\n  a.yaml: {}\n`, 'b.yaml:4:3: The key "a.yaml" is written twice.'],
    [`${start}  __proto__:\n    Job: 1\n`, 'b.yaml:4:10: "Job" must be a mapping.']
  ])('%j', (text, expected) => {
    const read = () => readBaseline({ path: 'b.yaml', text })
    expect(read).toThrow(UsageError)
    expect(read).toThrow(expected)
  })
})
