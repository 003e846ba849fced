import { describe, expect, it } from 'vitest'
import { type Explained, explain, type Stopped } from '../../src/yaml/slips/index.ts'
import { type Mutation, mutations, sampled, slips } from './slips-mutations.ts'
import recorded from './slips-recorded.json' with { type: 'json' }
import { slipped } from './slips-texts.ts'

/**
 * kubectl's words (by number, and the line in them), where go-yaml stood and what it was in the middle of (offsets, -1
 * for nothing), and the document (its start, and its end counted from the end of the text). Recorded from the decoder
 * of apimachinery 0.34.1; a text that is not there is one that kubectl reads.
 */
type Recorded = [words: number, line: number, start: number, opened: number, from: number, to: number]
const faults = recorded.faults as unknown as Readonly<Record<string, Recorded>>

function explained(name: string, text: string, move = 0): Explained | undefined {
  const row = faults[name]
  if (row === undefined) return undefined
  const [words, line, at, opened, from, to] = row
  const kubectl = (recorded.words[words] as string).replace('#', String(line))
  const start = move === 0 ? at : lineStart(text, lineOf(text, at) + move)
  const fault: Stopped = {
    kubectl,
    start,
    ...(opened >= 0 && move === 0 && { opened })
  }
  return explain(text, fault, { start: from, end: text.length + to })
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** The offset of a line from 1, within the text. */
function lineStart(text: string, line: number): number {
  const before = text.split('\n').slice(0, Math.max(0, line - 1))
  return Math.min(text.length, before.join('\n').length + (before.length > 0 ? 1 : 0))
}

const made = sampled(mutations())
const refused = made.filter(({ name }) => faults[name])

/** The same text may come of two slips, of which the other is explained. */
const ambiguous = new Set(['no colon before a block cron:28', 'full-width colon before a block cron:28'])

function isRight({ name, text, lines, codes }: Mutation, move = 0): boolean {
  const found = explained(name, text, move)
  return found !== undefined && lines.includes(lineOf(text, found.start)) && codes.includes(found.code)
}

describe('a slip at every place of a good manifest', () => {
  it('is made and recorded in hundreds of texts', () => {
    expect(refused.length).toBeGreaterThan(1300)
  })

  it.each(Object.keys(slips))('%s', (slip) => {
    const own = refused.filter(({ name }) => name.startsWith(`${slip} `) && !ambiguous.has(name))
    const wrong = own.filter((mutation) => !isRight(mutation))
    expect(wrong.map(({ name, text }) => [name, explained(name, text)])).toEqual([])
  })

  it.each([1, -1])('is found where the reader stops %i line off', (move) => {
    const wrong = refused.filter((mutation) => !isRight(mutation, move))
    expect(wrong.length / refused.length).toBeLessThan(move > 0 ? 0.02 : 0.05)
  })

  it('stays inside its line', () => {
    for (const { name, text } of refused) {
      const { start, end } = explained(name, text) as Explained
      expect([name, text.slice(start, end).includes('\n'), end >= start]).toEqual([name, false, true])
    }
  })
})

describe('a fix', () => {
  const undoing = [
    'no space after colon',
    'no colon',
    'no colon before a block',
    'equals',
    'walrus',
    'semicolon',
    'full-width colon',
    'no-break space after colon',
    'dash glued',
    'tab for indentation',
    'tab after spaces',
    'tab after dash',
    'plus of a diff',
    'one shallower',
    'control character'
  ]
  it.each(undoing)('undoes the slip: %s', (slip) => {
    const own = refused.filter(({ name }) => name.startsWith(`${slip} `) && !ambiguous.has(name))
    const fixed = own.flatMap(({ name, text, original }) => {
      const { fix } = explained(name, text) as Explained
      return fix ? [[name, applied(text, fix.edits) === original]] : []
    })
    expect(fixed.length).toBeGreaterThan(0)
    expect(fixed.filter(([, same]) => !same)).toEqual([])
  })
})

function applied(text: string, edits: readonly { start: number; end: number; text: string }[]): string {
  const sorted = [...edits].sort((a, b) => b.start - a.start)
  return sorted.reduce((done, one) => done.slice(0, one.start) + one.text + done.slice(one.end), text)
}

describe('a text of daily life', () => {
  it.each(Object.entries(slipped))('%s', (name, { text, line, says }) => {
    const found = explained(name, text) as Explained
    expect([lineOf(text, found.start), found.message]).toEqual([line, expect.stringMatching(says)])
  })
})
