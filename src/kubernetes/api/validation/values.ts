import type { Path } from '../../../yaml/index.ts'

/** An object of a manifest; nothing is known of its fields. */
export type Fields = Readonly<Record<string | number, unknown>>

/** Replaces a value that cannot be judged: it is there, and of no type. */
export const unknownValue: unique symbol = Symbol('unknown')

/** Whether a field is there: null is as good as absent (D10). */
export function written(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** Whether a field is not there, or empty, which the API server usually treats alike. */
export function empty(value: unknown): boolean {
  return !written(value) || value === '' || (Array.isArray(value) && value.length === 0)
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value if it is an object, else an object without fields. */
export function fields(value: unknown): Fields {
  return isFields(value) ? value : none
}

/** The value if it is a list, else an empty list. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The value if it is a text, else an empty text. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The value if it is a number, else 0. */
export function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

/** A field by a name that the user chose, which may be that of something every object inherits. */
export function own(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** A copy with every value that nobody can judge replaced, or the value itself if there is none. */
export function withUnknowns(value: unknown, unknown: (value: unknown, path: Path) => boolean): unknown {
  const path: (string | number)[] = []
  return copied(value)

  function copied(value: unknown): unknown {
    if (path.length > deepest) return value
    if (unknown(value, path)) return unknownValue
    if (Array.isArray(value)) {
      const copy = value.map((item, index) => entered(index, item))
      return copy.some((item, index) => item !== value[index]) ? copy : value
    }
    if (!isFields(value)) return value
    const before = Object.entries(value)
    const after = before
      .filter(([key]) => !unknown(key, []))
      .map(([key, item]): [string, unknown] => [key, entered(key, item)])
    const same =
      after.length === before.length && after.every(([, item], index) => item === before[index]?.[1])
    return same ? value : Object.fromEntries(after)
  }

  function entered(key: string | number, value: unknown): unknown {
    path.push(key)
    const copy = copied(value)
    path.pop()
    return copy
  }
}

const none: Fields = Object.freeze({})
/** No field that any constraint looks at lies deeper. */
const deepest = 40
