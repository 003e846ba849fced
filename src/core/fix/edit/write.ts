import { type Json, type MappingNode, resolvePlain, type ScalarNode } from '../../../yaml/index.ts'

/** How a value is written: `json` where the keys around it are in double quotes, else as people write YAML. */
export type Dialect = 'yaml' | 'json'

/** Braces in which keys have double quotes are JSON, which has no other strings. */
export function dialectOf({ flow, pairs }: MappingNode): Dialect {
  const key = pairs[0]?.key
  return flow && key?.type === 'scalar' && key.style === 'double' ? 'json' : 'yaml'
}

/** A value on one line, in flow style. */
export function inline(value: Json, dialect: Dialect): string {
  if (typeof value === 'string') return dialect === 'json' ? JSON.stringify(value) : word(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => inline(item, dialect)).join(', ')}]`
  const pairs = Object.entries(value).map(
    ([key, item]) => `${inline(key, dialect)}: ${inline(item, dialect)}`
  )
  return `{${pairs.join(', ')}}`
}

/** Keys and values that lead others within braces. */
export function leading(members: Members, dialect: Dialect): string {
  return Object.entries(members)
    .map(([key, value]) => `${inline(key, dialect)}: ${inline(value, dialect)}, `)
    .join('')
}

/** A scalar in the quotes that another one was written in; in a block commas need none. */
export function quotedAs(value: Json, style: ScalarNode['style'], isInBlock = false): string {
  if (isInBlock && style === 'plain' && typeof value === 'string' && commaSeparated.test(value)) return value
  if (typeof value !== 'string' || style === 'plain' || style === 'block') return inline(value, 'yaml')
  if (style === 'single' && /^[ -~]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`
  return JSON.stringify(value)
}

const commaSeparated = /^[A-Za-z][\w./-]*(?:, ?[\w./-]+)+$/

/** How the lines of a block are laid out. */
export interface Layout {
  /** What one level is indented by. */
  readonly unit: string
  /** Whether the dashes of a list are further right than its key. */
  readonly indentsLists: boolean
}

/** A key and its value as the lines of a block, without indentation around them. */
export function block(key: string, value: Json, layout: Layout): string[] {
  const name = word(key)
  if (typeof value !== 'object' || value === null || size(value) === 0)
    return [`${name}: ${inline(value, 'yaml')}`]
  const inner = Array.isArray(value) ? list(value, layout) : entries(value as Members, layout)
  const indent = Array.isArray(value) && !layout.indentsLists ? '' : layout.unit
  return [`${name}:`, ...inner.map((line) => indent + line)]
}

/** Keys and their values. */
export type Members = { readonly [key: string]: Json }

/** Keys and values as the lines of a block. */
export function entries(value: Members, layout: Layout): string[] {
  return Object.entries(value).flatMap(([key, item]) => block(key, item, layout))
}

function list(items: readonly Json[], layout: Layout): string[] {
  return items.flatMap((item) => {
    const isMapping = typeof item === 'object' && item !== null && !Array.isArray(item) && size(item) > 0
    const lines = isMapping ? entries(item as Members, layout) : [inline(item, 'yaml')]
    return lines.map((line, index) => (index === 0 ? '- ' : '  ') + line)
  })
}

function size(value: object): number {
  return Object.keys(value).length
}

/** A string without quotes where nothing can take it for anything else, in any YAML; else in double quotes. */
function word(text: string): string {
  const isPlain =
    /^[A-Za-z0-9_/.][\w./-]*$/.test(text) && resolvePlain(text) === text && !/^[\d._-]+$/.test(text)
  return isPlain ? text : JSON.stringify(text)
}
