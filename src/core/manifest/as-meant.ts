import { type SchemaProblem, unknownValue } from '../../kubernetes/api/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { Stray } from './strays.ts'

/** Browsers and Node have it, the language's own types do not. It keeps what aliases share, and so the size. */
declare function structuredClone<T>(value: T): T

/**
 * The value of a resource as its author meant it: strays at home, and nothing known of what cannot be decoded, whose
 * cause is reported already. Its paths are those of the value that is answered.
 */
export function asMeant(
  value: unknown,
  strays: readonly Stray[],
  decode: (value: unknown) => readonly SchemaProblem[]
): { readonly value: unknown; readonly garbled: readonly SchemaProblem[] } {
  const taken = strays.filter(({ homes }) => homes.length > 0)
  const root: Box = { root: taken.length === 0 ? value : structuredClone(value) }
  const values = taken.map(({ path, homes }) => ({ homes, value: take(root, path) }))
  for (const { homes, value } of values)
    for (const home of homes) put(root, home, homes.length > 1 ? unknownValue : value)
  const garbled = decode(root.root).filter(
    ({ type, value }) => type !== 'unknown-field' && value !== unknownValue
  )
  if (garbled.length > 0 && taken.length === 0) root.root = structuredClone(value)
  for (const { path } of garbled) put(root, path, unknownValue)
  return { value: root.root, garbled }
}

type Box = Record<string | number, unknown>

function take(root: Box, path: Path): unknown {
  const box = path.slice(0, -1).reduce<unknown>((at, key) => (at as Box)[key], root.root) as Box
  const key = path.at(-1) as string
  const value = box[key]
  delete box[key]
  return value
}

function put(root: Box, path: Path, value: unknown): void {
  let box = root
  let key: string | number = 'root'
  for (const next of path) {
    if (typeof box[key] !== 'object' || box[key] === null) box[key] = {}
    box = box[key] as Box
    key = next
  }
  if (key !== '__proto__') box[key] = value
}
