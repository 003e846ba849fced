import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { lint } from '../../src/library.ts'
import { cut, readPiece } from '../../src/yaml/index.ts'
import { claim } from '../readme.ts'
import { recorded, shared } from '../shared.ts'
import { truth } from '../truth.ts'
import { silence } from '../verdict-differences.ts'

interface Answer {
  readonly docs: readonly unknown[]
  readonly error?: string
}

/** What kubectl would print: the documents that are not null, up to the first error. */
function kubectl(text: string): Answer {
  const docs: unknown[] = []
  for (const piece of cut(text)) {
    const { fault, value } = readPiece(text, piece)
    const error = piece.notJson === undefined ? (piece.separator ?? fault) : fault
    if (error !== undefined) return { docs, error: error.kubectl ?? error.message }
    if (value !== null) docs.push(value)
  }
  return { docs }
}

/** All rows that were recorded, or those in truth/ where only they are here. */
function rowsOf<Row>(set: 'yaml' | 'reading', ...path: string[]): Row[] {
  const all = shared('kubernetes', ...path)
  return all === undefined ? truth<Row>(set) : recorded<Row>(all)
}

test('recorded texts have the verdict, the values and the words of kubectl, every one', () => {
  for (const { text, ...answer } of rowsOf<Answer & { text: string }>('yaml', 'yaml.jsonl'))
    expect(kubectl(text), JSON.stringify(text)).toEqual(answer)
})

test('the README says how many of them are in truth/', () => {
  expect(claim(/all ([\d,]+) recorded texts/)).toEqual([truth('yaml').length])
})

interface Manifest {
  readonly id: string
  readonly text: string
  readonly docs: readonly {
    readonly accepted?: boolean | null
    readonly status?: string
    readonly decodeErrors?: readonly string[]
  }[]
}

const manifests = rowsOf<Manifest>('reading', 'verdicts', 'reading.jsonl')

test('recorded manifests are read where the server judged what they say, and refused where it could not', () => {
  for (const { text, docs } of manifests) {
    const isRefused = docs.some(
      ({ status, decodeErrors }) => status === 'unparsable' && isOfReading(decodeErrors?.[0])
    )
    // The server was asked for the object alone, without what is behind it.
    if (!text.endsWith('}x')) expect(kubectl(text).error !== undefined, JSON.stringify(text)).toBe(isRefused)
  }
})

/** Why some manifests get another verdict from a lint than from the server. */
const otherVerdicts: Readonly<Record<string, string>> = {
  't1-f-dots2.yaml': 'what follows "..." is reported; kubectl drops it silently and the server never sees it',
  't2-d-dotsx.yaml': 'the same',
  't1-f-list.yaml': 'no mapping at the root, so it may be anything: a playbook, a page, a list of values',
  't1-f-listjob.yaml': 'the same',
  't1-f-num.yaml': 'the same',
  't1-f-scalar.yaml': 'the same',
  't2-d-html.yaml': 'the same',
  't1-f-kindonly.yaml': 'kind: Job and nothing else, as other tools write it',
  't1-f-maptop.yaml': 'an empty mapping is no manifest of ours',
  't1-li-06.yaml': 'a List with an empty item: none of our kinds is in it',
  't1-li-12.yaml': 'a List in a List: the recording passes it by, we look inside',
  't1-li-16.yaml': 'a ConfigMapList that holds a Job',
  't1-n118-meta.yaml':
    'a key that overrides a merged one: refused only by a server that is sent the YAML itself, and kubectl sends JSON',
  't1-n119-meta.yaml': 'the same',
  't2-d-helm.yaml': 'a template, which has to be rendered first',
  't2-trail-c-01.yaml': 'the kind "Job# c", which is none of ours'
}

test('recorded manifests get the verdict of the server, but for those with a reason', () => {
  const settings = settingsFor('job.yaml', { profile: 'minimal' }, rules)
  const others = manifests.filter(({ text, docs }) => {
    const { findings } = lint({ path: 'job.yaml', text }, settings)
    const isRefused = docs.some(({ accepted, status }) => accepted === false || status === 'unparsable')
    const errors = findings.filter(
      ({ severity, ruleId }) => severity === 'error' && !silence.includes(ruleId)
    )
    return isRefused !== errors.length > 0
  })
  expect(others.map(({ id }) => id).filter((id) => otherVerdicts[id] === undefined)).toEqual([])
})

/** Whether an answer is about how a text is written, rather than about what it says. */
function isOfReading(words = ''): boolean {
  return /^(?:yaml:|json: unsupported|json: cannot unmarshal number \d|unsupported map key|invalid Yaml)/.test(
    words
  )
}
