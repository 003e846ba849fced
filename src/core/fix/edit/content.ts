import type { Json, Path } from '../../../yaml/index.ts'
import { Obstacle } from './spot.ts'
import { block, type Dialect, inline, type Layout } from './write.ts'

/** What is written where: a value, or text from elsewhere that is moved along. */
export type Content = { readonly value: Json } | Brought

export interface Brought {
  /** The lines of a value in a block; they begin at the column that the first one is written to. */
  readonly lines: readonly string[]
  readonly isCollection: boolean
  /** Comments above it where it is an entry. */
  readonly above?: readonly string[]
  /** The comment on the line of its key, or after a value of one line, with the spaces before it. */
  readonly beside?: string
}

/** A value below further keys and indexes. */
export function nested(keys: Path, value: Json): Json {
  return [...keys]
    .reverse()
    .reduce<Json>((inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }), value)
}

/** A key with what is written for it, as lines. */
export function linesOf(key: string, content: Content, layout: Layout): string[] {
  if ('value' in content) return block(key, content.value, layout)
  const { lines, isCollection, beside = '' } = content
  const name = inline(key, 'yaml')
  const [first = '', ...rest] = lines
  if (!isCollection) return [`${name}: ${first}${beside}`, ...rest]
  const indent = isEntry(lines) && !layout.indentsLists ? '' : layout.unit
  return [`${name}:${beside}`, ...indented(lines, indent)]
}

/** Lines further to the right; empty ones stay empty. */
export function indented(lines: readonly string[], indent: string): string[] {
  return lines.map((line) => (line === '' ? line : indent + line))
}

/** A list's entry as lines, below its comments. */
export function dashed(content: Content): string[] {
  if ('value' in content) return [`- ${inline(content.value, 'yaml')}`]
  const { lines, above = [], beside = '' } = content
  const entry = lines.map((line, index) => (index === 0 ? `- ${line}${beside}` : line && `  ${line}`))
  return [...above, ...entry]
}

/** What is written inside braces or brackets. */
export function inlineOf(content: Content, dialect: Dialect): string {
  if ('value' in content) return inline(content.value, dialect)
  const { lines, isCollection, above = [], beside } = content
  const [only, ...more] = lines
  if (only === undefined || more.length > 0 || isCollection)
    throw new Obstacle('a block does not fit into braces')
  if (beside !== undefined || above.length > 0) throw new Obstacle('its comment does not fit into braces')
  return only
}

function isEntry(lines: readonly string[]): boolean {
  return lines.find((line) => !line.startsWith('#'))?.startsWith('-') === true
}
