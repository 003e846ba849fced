import { countLineEnds, readLine, shown } from './line.ts'
import { isSeparatorLike } from './separators.ts'
import type { Explained, Line } from './slip.ts'
import { isListField } from './suspects.ts'

/** A pair of a mapping as it is written: its key, and the offset in the text at which the key begins. */
export interface WrittenPair {
  readonly name: string | undefined
  readonly start: number
}

/**
 * Two or more manifests without `---` between them, which a reader takes for one mapping with repeated keys; undefined
 * where the repeated keys are something else. `pairs` are those at the top of the document, in order.
 */
export function missingSeparator(text: string, pairs: readonly WrittenPair[]): Explained | undefined {
  const groups = groupsOf(pairs, ({ name }) => name !== undefined && head.has(name))
  if (groups.length < 2 || !groups.every((group) => isManifest(group))) return undefined
  const starts = groups.slice(1).map(([first]) => lineAt(text, (first as WrittenPair).start))
  const [first] = starts as [Line]
  const above = lineBefore(text, first)
  const glued = above && gluedTo(above)
  if (glued) return glued
  const message = `A line "---" is missing before ${listed(text, starts)}: without it, the manifests are read as one, and only the last of each key counts.`
  const edits = starts.map(({ start }) => ({ start, end: start, text: '---\n' }))
  return {
    code: 'missing-separator',
    message,
    ...places(first),
    fix: { title: 'Write "---" between them', edits }
  }
}

const head: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'data'])

function isManifest(group: readonly WrittenPair[]): boolean {
  return (
    group.some(({ name }) => name === 'kind') &&
    group.some(({ name }) => name === 'apiVersion' || name === 'metadata')
  )
}

/**
 * Two or more items of a list without the dashes between them. `where` says whether the mapping is an item of a list
 * itself (so that only the later dashes are missing), or the field that it is the value of.
 */
export function missingDash(
  text: string,
  pairs: readonly WrittenPair[],
  where: { readonly isItem: boolean; readonly field?: string }
): Explained | undefined {
  const opening = pairs[0]?.name
  if (opening === undefined || (!where.isItem && !isListField(where.field))) return undefined
  const groups = groupsOf(pairs, ({ name }) => name === opening)
  if (groups.length < 2 || (groups[0] as readonly WrittenPair[]).length < 2) return undefined
  const firsts = groups.slice(where.isItem ? 1 : 0).map(([first]) => first as WrittenPair)
  const starts = firsts.map(({ start }) => lineAt(text, start))
  const edits = firsts.map(({ start }) => ({ start: start - 2, end: start, text: '- ' }))
  const fits = where.isItem && edits.every(({ start, end }) => text.slice(start, end) === '  ')
  const message = `A dash is missing before ${listed(text, starts)}: every item of a list begins with "- ", and without it "${shown(opening)}" is written again in the same item.`
  return {
    code: 'missing-dash',
    message,
    ...places(starts[0] as Line),
    ...(fits && { fix: { title: 'Write the dash', edits } })
  }
}

/** Cuts pairs where a key comes again that may begin the next group. */
function groupsOf(pairs: readonly WrittenPair[], begins: (pair: WrittenPair) => boolean): WrittenPair[][] {
  const groups: WrittenPair[][] = []
  let seen = new Set<string | undefined>()
  for (const pair of pairs) {
    if (groups.length === 0 || (seen.has(pair.name) && begins(pair))) {
      groups.push([])
      seen = new Set()
    }
    groups.at(-1)?.push(pair)
    seen.add(pair.name)
  }
  return groups
}

/** A line above the second manifest that was meant to separate it. */
function gluedTo(line: Line): Explained | undefined {
  const written = line.text.trimEnd()
  if (isSeparatorLike(written.trim())) {
    const message = `This line was meant to separate two manifests; write "---" at the very start of the line, and nothing else.`
    const edits = [{ start: line.start, end: line.start + line.text.length, text: '---' }]
    return { code: 'separator', message, ...places(line), fix: { title: 'Write "---"', edits } }
  }
  if (!/[^\s-]-{3}$/.test(written.slice(-4))) return undefined
  const start = line.start + written.length - 3
  const message = 'This "---" is at the end of a value and is part of it; write it on a line of its own.'
  const edits = [{ start, end: start, text: '\n' }]
  return {
    code: 'separator',
    message,
    start,
    end: start + 3,
    fix: { title: 'Write it on its own line', edits }
  }
}

/** The line around an offset, without its number. */
function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return readLine(0, 0, start, text.slice(start, end < 0 ? undefined : end).replace(/\r$/, ''))
}

function lineBefore(text: string, line: Line): Line | undefined {
  return line.start === 0 ? undefined : lineAt(text, line.start - 1)
}

function places({ start, text, indent }: Line) {
  return { start: start + indent, end: start + text.trimEnd().length }
}

function listed(text: string, lines: readonly Line[]): string {
  const numbers = lines.slice(0, 3).map(({ start }) => String(countLineEnds(text, start) + 1))
  if (lines.length > 3) numbers.push(`${lines.length - 3} more`)
  const last = numbers.pop() as string
  return numbers.length === 0 ? `line ${last}` : `lines ${numbers.join(', ')} and ${last}`
}
