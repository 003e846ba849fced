import { describe, expect, test } from 'vitest'
import type { SchemaProblem } from '../../src/kubernetes/api/schema/schema-problem.ts'
import { type SchemaKind, schemaOf } from '../../src/kubernetes/api/schema.ts'
import { presentSets, recordedVersion, verdictRows } from '../recorded-verdicts.ts'
import { readAsGo } from './go-yaml.ts'

interface Verdict {
  readonly id: string
  readonly text: string
  readonly documents: readonly {
    readonly docIndex: number
    readonly itemIndex?: number
    readonly kind?: string
    readonly status: string
    readonly decodeErrors?: readonly string[]
  }[]
}

const kinds: readonly string[] = ['Job', 'CronJob', 'Pod']
const schema = schemaOf(recordedVersion)

describe.each(presentSets)('what the API server decodes (%s)', (set) => {
  test('is what the schema takes, and what it refuses is refused at the same place', () => {
    const judged = verdictRows<Verdict>(set).flatMap(judge)
    expect(judged.filter(({ difference }) => difference !== undefined)).toEqual([])
    console.log(
      `${set}: ${judged.length} documents, ${judged.filter(({ refused }) => refused).length} refused`
    )
    expect(judged.length).toBeGreaterThan(600)
  })
})

function judge({ id, text, documents }: Verdict): { id: string; refused: boolean; difference?: unknown }[] {
  const ours = documents.filter(({ status, kind }) => status === 'ok' && kinds.includes(kind ?? ''))
  if (ours.length === 0) return []
  const values = readAsGo(text)
  return ours.map(({ docIndex, itemIndex, kind, decodeErrors = [] }) => {
    const errors = decodeErrors.filter((error) => !error.includes('already set in map'))
    const number = (path: readonly (string | number)[]) => writtenAt(text, path)
    const document = values[docIndex] as { items: unknown[] } | undefined
    if (document === undefined) return { id, refused: false, difference: 'not read' }
    const value = itemIndex === undefined ? document : document.items[itemIndex]
    const problems = schema.validate(kind as SchemaKind, value, number)
    const agrees =
      errors.length === 0
        ? problems.length === 0
        : errors.every((error) => isReported(error, problems, errors))
    return agrees
      ? { id, refused: errors.length > 0 }
      : { id, refused: true, difference: { errors, problems } }
  })
}

/** Whether a server's message is among the problems; where it names unknown fields, we have to name just those. */
function isReported(error: string, problems: readonly SchemaProblem[], errors: readonly string[]): boolean {
  const unknown = /^unknown field "(.*)"$/.exec(error)?.[1]
  if (unknown !== undefined)
    return problems.length === errors.length && problems.some((one) => exactly(one) === unknown)
  const place = /Go struct field (\S+) of type/.exec(error)?.[1]
  if (place !== undefined) {
    const named = place
      .split('.')
      .slice(1)
      .filter((part) => !/^[A-Z]\w*$/.test(part))
      .join('.')
    return problems.some(({ type, path }) => /wrong-type|range/.test(type) && isAt(path, named))
  }
  if (error.includes('quantit'))
    return problems.some(({ type, expected }) => type === 'quantity' || expected?.[1] === 'number')
  if (error.startsWith('parsing time')) return problems.some(({ type }) => type === 'time')
  return error.includes('Go value of type') && problems.some(({ type }) => type === 'wrong-type')
}

function exactly({ path }: SchemaProblem): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1)
}

/** The server's path has no indexes, and stops at a map. */
function isAt(path: readonly (string | number)[], named: string): boolean {
  const keys = path.filter((part) => typeof part === 'string')
  return keys.join('.') === named || keys.slice(0, -1).join('.') === named
}

function writtenAt(yaml: string, path: readonly (string | number)[]): string | undefined {
  return new RegExp(`\\b${path.at(-1)}: *(\\d{19})$`, 'm').exec(yaml)?.[1]
}
