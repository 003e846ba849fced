import { describe, expect, it } from 'vitest'
import { cut, readPiece } from '../../src/yaml/index.ts'
import { recorded, shared } from '../shared.ts'

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

const texts = shared('kubernetes', 'yaml.jsonl')
describe.skipIf(texts === undefined)('recorded texts', () => {
  it('have the verdict, the values and the words of kubectl, every one', () => {
    const rows = recorded<Answer & { text: string }>(texts as string)
    expect(rows.length).toBeGreaterThan(20_000)
    for (const { text, ...answer } of rows) expect(kubectl(text), JSON.stringify(text)).toEqual(answer)
  })
})

const manifests = shared('kubernetes', 'verdicts', 'reading.jsonl')
describe.skipIf(manifests === undefined)('recorded manifests', () => {
  it('are read where the server judged what they say, and refused where it could not', () => {
    interface Row {
      readonly text: string
      readonly docs: readonly {
        readonly item?: number
        readonly status?: string
        readonly decodeErrors?: string[]
      }[]
    }
    const rows = recorded<Row>(manifests as string)
    expect(rows.length).toBeGreaterThan(3_000)
    for (const { text, docs } of rows) {
      const isRefused = docs.some(
        ({ status, decodeErrors }) => status === 'unparsable' && isOfReading(decodeErrors?.[0])
      )
      // The server was asked for the object alone, without what is behind it.
      if (!text.endsWith('}x'))
        expect(kubectl(text).error !== undefined, JSON.stringify(text)).toBe(isRefused)
    }
  })
})

/** Whether an answer is about how a text is written, rather than about what it says. */
function isOfReading(words = ''): boolean {
  return /^(?:yaml:|json: unsupported|json: cannot unmarshal number \d|unsupported map key|invalid Yaml)/.test(
    words
  )
}
