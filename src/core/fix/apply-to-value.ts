import type { Json, Path } from '../../yaml/index.ts'
import { type Change, isInFront } from './change.ts'

/**
 * The value that a document should have once changes are made. Every path counts from the value as it was, so that
 * the changes of several fixes do not shift each other's list entries.
 */
export function changed(value: Json, changes: readonly Change<Path>[]): Json | undefined {
  const root: Box = { root: JSON.parse(JSON.stringify(value)) as Loose }
  for (const change of changes) make(root, change)
  return compact(root.root) as Json | undefined
}

/** Whether two values are the same to Kubernetes; the order of keys means nothing. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return canonical(a) === canonical(b)
}

type Loose = unknown
type Box = Record<string | number, Loose>

function make(root: Box, change: Change<Path>): void {
  if ('set' in change) put(root, change.set, change.to)
  if ('remove' in change) take(root, change.remove)
  if ('rename' in change) put(root, [...change.rename.slice(0, -1), change.to], take(root, change.rename))
  if ('move' in change) {
    const moved = take(root, change.move)
    const value = change.with === undefined ? moved : { ...(moved as Box), ...change.with }
    put(root, isInFront(change) ? inFrontOf(change.to) : change.to, value)
  }
  if ('nest' in change) {
    const [first = '', ...rest] = change.under
    const inner = rest.reduceRight<Loose>((value, key) => ({ [key]: value }), get(root, change.nest))
    put(root, change.nest, { ...change.above, [first]: { ...change.beside, ...(inner as Box) } })
  }
}

function get(root: Box, path: Path): Loose {
  return path.reduce<Loose>((value, key) => (value as Box | undefined)?.[key], root.root)
}

function put(root: Box, path: Path, value: Loose): void {
  let box = root
  let key: string | number = 'root'
  for (const next of path) {
    const inner = box[key]
    if (typeof inner !== 'object' || inner === null) own(box, key, typeof next === 'number' ? [] : {})
    box = box[key] as Box
    key = next
  }
  own(box, key, value)
}

/** An entry that comes in front of another waits under a key of its list until the holes are closed. */
function inFrontOf(path: Path): Path {
  return [...path.slice(0, -1), `before ${path.at(-1)}`]
}

/** Leaves a hole, or nothing of a mapping or list of which nothing else is left. */
function take(root: Box, path: Path): Loose {
  const box = get(root, path.slice(0, -1)) as Box
  const key = path.at(-1) as string | number
  const value = box?.[key]
  if (box === undefined) return undefined
  own(box, key, undefined)
  const isEmpty = Object.values(box).every((item) => item === undefined)
  if (isEmpty && path.length > 1) take(root, path.slice(0, -1))
  return value
}

function own(box: Box, key: string | number, value: Loose): void {
  Object.defineProperty(box, key, { value, enumerable: true, configurable: true, writable: true })
}

function compact(value: Loose): Loose {
  if (Array.isArray(value)) {
    const waiting = value as unknown as Box
    const items = value.flatMap((item: Loose, index) => [waiting[`before ${index}`], item])
    return items.filter((item) => item !== undefined).map(compact)
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries.map(([key, item]) => [key, compact(item)]))
}

function canonical(value: Json | undefined): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    return Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))
  })
}
