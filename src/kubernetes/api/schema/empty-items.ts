import { scalars } from './decoders.ts'
import type { Type } from './type.ts'

/**
 * The value with an empty string for each null in a list of strings, which is what Go decodes it to; the same value
 * where there is none. Values are only entered as deep as types go.
 */
export function withEmptyItems(type: Type, value: unknown): unknown {
  if (Array.isArray(value) && type.kind === 'list') {
    const { of } = type
    const isText = of.kind === 'scalar' && of.decode === scalars.string
    return changed(value, (item) => (item === null && isText ? '' : withEmptyItems(of, item)))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if (type.kind !== 'map' && type.kind !== 'object') return value
  let copy: Record<string, unknown> | undefined
  for (const [key, before] of Object.entries(value)) {
    const inner = type.kind === 'map' ? type.of : type.fields.get(key)
    const after = inner === undefined ? before : withEmptyItems(inner, before)
    if (after === before) continue
    copy ??= { ...value }
    Object.defineProperty(copy, key, { value: after, enumerable: true, configurable: true, writable: true })
  }
  return copy ?? value
}

function changed(items: readonly unknown[], change: (item: unknown) => unknown): readonly unknown[] {
  const after = items.map(change)
  return after.some((item, index) => item !== items[index]) ? after : items
}
