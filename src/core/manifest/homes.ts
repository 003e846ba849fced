import type { Schema, SchemaKind } from '../../kubernetes/api/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { Field } from '../document/index.ts'

/** A field that is written where the API server knows none of its name. */
export interface Lost {
  readonly kind: SchemaKind
  /** The resource as it is written. */
  readonly root: Field
  /** Where the field is, from the resource's root. */
  readonly path: Path
  readonly schema: Schema
}

/** Places that may be meant, as paths and as people write them: two where nobody can choose between them. */
export interface Homes {
  readonly paths: readonly Path[]
  readonly names: readonly string[]
}

/**
 * Where a field of this name could be written and is not yet: further up or below its own mapping, as where an
 * indentation or a key is wrong, else anywhere. No paths where its home is taken.
 */
export function homesOf(name: string, lost: Lost): Homes {
  const { kind, schema, path } = lost
  const patterns = schema.places(kind, name).filter((place) => isLikely(place, path))
  const slots = patterns.flatMap((pattern) => slotsOf(pattern, lost))
  const free = nearest(slots.filter(({ isTaken }) => !isTaken))
  if (free !== undefined)
    return free.length > 2 || (isFar(free) && shallowest(patterns).length > 2)
      ? none
      : { paths: free.map(({ path }) => path), names: namesOf(free) }
  const taken = nearest(slots) ?? []
  const isSameMapping = taken.every((slot) => slot.path.at(-2) === path.at(-2))
  return isFar(taken) && !isSameMapping ? none : { paths: [], names: namesOf(taken).slice(0, 1) }
}

const none: Homes = { paths: [], names: [] }

function nearest(slots: readonly Slot[]): readonly Slot[] | undefined {
  const least = Math.min(...slots.map(({ rank }) => rank))
  return slots.length === 0 ? undefined : slots.filter(({ rank }) => rank === least)
}

function isFar([slot]: readonly Slot[]): boolean {
  return slot === undefined || slot.rank >= sideways
}

function namesOf(slots: readonly Slot[]): string[] {
  return [...new Set(slots.map(({ pattern }) => pattern))]
}

interface Slot {
  readonly path: Path
  readonly pattern: string
  /** The smaller, the more likely. */
  readonly rank: number
  readonly isTaken: boolean
}

/** A field of one kind of volume: nobody who wrote it under another kind means to change the kind. */
const volumeSource = /\.volumes\[\]\.\w+\./

/** What nobody writes by hand: of a template's metadata only labels and annotations are. */
const unwritten = /ephemeralContainers|\*|emplate\.metadata\.(?!labels$|annotations$)/

function isLikely(place: string, path: Path): boolean {
  return (!volumeSource.test(place) || path.at(-3) === 'volumes') && !unwritten.test(place)
}

/** Where a place such as `spec.containers[].image` could be written: in the same entry of a list, or in any. */
function slotsOf(pattern: string, lost: Lost): Slot[] {
  const { root, path } = lost
  const steps = pattern.split('.')
  let found: Path[] = [[]]
  for (const [depth, step] of steps.entries()) {
    const isList = step.endsWith('[]')
    const isLast = depth === steps.length - 1
    found = found
      .flatMap((slot) => {
        const at = [...slot, isList ? step.slice(0, -2) : step]
        return isList ? entriesAt(at, { root, path }) : [at]
      })
      .filter((slot) => !startsWith(slot, path) && (isLast ? isMeant(slot, root) : isOpen(root.at(...slot))))
  }
  return found.map((slot) => {
    const isTaken = root.at(...slot).exists
    return { path: slot, pattern, rank: rankOf(slot, lost), isTaken }
  })
}

/** A word of many mappings is meant for one that is there: nobody writes the `name` of an `os` that is not. */
function isMeant(slot: Path, root: Field): boolean {
  return !common.test(String(slot.at(-1))) || root.at(...slot.slice(0, -1)).value !== undefined
}

const common = /^(?:name|key|value|type|path|mode|port|host|operator|effect|user)$/

function entriesAt(list: Path, { root, path }: Pick<Lost, 'root' | 'path'>): Path[] {
  const own = startsWith(path, list) ? path[list.length] : undefined
  if (typeof own === 'number') return [[...list, own]]
  const items = root.at(...list).items()
  return items.slice(0, mostEntries).map((_, index) => [...list, index])
}

/** Nobody looks through more entries of a list for the one that misses a field. */
const mostEntries = 20

function isOpen(at: Field): boolean {
  return !at.exists || typeof at.value === 'object'
}

/** Above it in steps of one from `near`; from `sideways` on a field is neither above nor below, nor near. */
const [near, sideways] = [1, 1000]

function rankOf(slot: Path, { path, kind, root }: Lost): number {
  const [from, to] = [path.slice(0, -1), slot.slice(0, -1)]
  let common = 0
  while (common < from.length && from[common] === to[common]) common++
  const [up, down] = [from.length - common, to.length - common]
  const isOfPods = kind === 'Pod' || to.at(-2) === 'template'
  // What is written too deep is meant for the Job, or for the CronJob, rather than for what it makes.
  if (down === 0 && to.at(-1) === 'spec' && !isOfPods) return to.length / 100
  const written = to.findLastIndex((_, index) => root.at(...to.slice(0, index + 1)).value !== undefined) + 1
  const steps = up + down + 3 * (to.length - written)
  return up === 0 || down === 0 || up + down < 4 ? near + steps : sideways + steps
}

function shallowest(patterns: readonly string[]): string[] {
  const depth = (place: string) => place.split('.').length
  const least = Math.min(...patterns.map(depth))
  return patterns.filter((place) => depth(place) === least)
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((key, depth) => path[depth] === key)
}
