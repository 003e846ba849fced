import type { Path } from '../../yaml/index.ts'
import { type FieldHistory, fieldsByVersion } from './fields-by-version.ts'

/** A field that the API server reads and then drops, because in that version its feature is off by default. */
export interface DroppedField {
  readonly path: Path
  readonly history: FieldHistory
}

/** A manifest as validation sees it, and what of it was dropped before. */
export interface Remains {
  readonly value: unknown
  readonly dropped: readonly DroppedField[]
}

/**
 * What the API server of a version does first with what it has read: it loses the fields that its decoder does not know,
 * then those whose feature is off (GROUND_TRUTH 18). Linear, and copies only what changes.
 */
export function dropDisabled(kind: string, value: unknown, version: string): Remains {
  const root = rootFor(kind, version)
  const dropped: DroppedField[] = []
  const path: (string | number)[] = []
  return { value: root === undefined ? value : without(root, value), dropped }

  function without(place: Place, value: unknown): unknown {
    if (Array.isArray(value)) {
      const { items } = place
      if (items === undefined) return value
      const after = value.map((item, index) => entered(index, items, item))
      return after.some((item, index) => item !== value[index]) ? after : value
    }
    return typeof value === 'object' && value !== null ? withoutFields(place, value) : value
  }

  function withoutFields({ fields }: Place, value: object): unknown {
    const object = value as Readonly<Record<string, unknown>>
    let copy: Record<string, unknown> | undefined
    for (const [key, place] of fields) {
      const before = Object.hasOwn(object, key) ? object[key] : undefined
      if (before === undefined || before === null) continue
      const after = entered(key, place, before)
      if (after === before) continue
      copy ??= { ...object }
      if (after === undefined) delete copy[key]
      else copy[key] = after
    }
    return copy ?? value
  }

  function entered(key: string | number, place: Place, before: unknown): unknown {
    path.push(key)
    const off = place.off.find(({ values }) => values?.some((value) => value === before) ?? true)
    if (off?.isSaid) dropped.push({ path: [...path], history: off.history })
    const after = off === undefined ? without(place, before) : off.isKept ? before : undefined
    path.pop()
    return after !== before && place.goesWhenEmpty && isEmpty(after) ? undefined : after
  }
}

/** Whether a version does not know a field, drops it, or reads it; where it refuses the field, that is for validation. */
function fateOf({ appears, on, removed, drops, values }: FieldHistory, version: string): Fate {
  const isBefore = (other: string) => minor(version) < minor(other)
  const isKnown = !(appears && isBefore(appears)) && !(removed && !isBefore(removed))
  if (!isKnown) return values === undefined ? 'unknown' : 'read'
  if (drops === false || (drops !== undefined && isBefore(drops))) return 'read'
  const isOff = on === undefined ? appears !== undefined : isBefore(on)
  return isOff ? 'dropped' : 'read'
}

type Fate = 'unknown' | 'dropped' | 'read'

/** From when on the field works, as a clause. */
export function untilWhen({ on }: FieldHistory): string {
  return on === undefined ? 'no supported version enables it by default' : `it works in ${on} and later`
}

/** What a version drops at one place and below. */
interface Place {
  readonly fields: Map<string, Place>
  items?: Place
  readonly off: Off[]
  goesWhenEmpty?: true
}

interface Off {
  readonly history: FieldHistory
  readonly values?: readonly (string | number | boolean)[]
  /** Not of what is dropped along with something else, nor of what decoding refuses. */
  readonly isSaid: boolean
  /** Whether validation sees it all the same: of a CronJob's Job only the Pod template loses fields before. */
  readonly isKept: boolean
}

const roots = new Map<string, Place | undefined>()

function rootFor(kind: string, version: string): Place | undefined {
  const key = `${kind} ${version}`
  if (!roots.has(key)) roots.set(key, arranged(kind, version))
  return roots.get(key)
}

function arranged(kind: string, version: string): Place | undefined {
  const root: Place = { fields: new Map(), off: [] }
  const specs = specsOf[kind] ?? {}
  for (const history of fieldsByVersion) {
    const { values, along = [], emptied } = history
    const fate = fateOf(history, version)
    if (fate === 'read') continue
    const isUnknown = fate === 'unknown'
    const add = (pattern: string, off: Omit<Off, 'history' | 'isKept'>) => {
      const [type = '', ...steps] = pattern.split('.')
      const spec = specs[type]
      if (spec === undefined) return
      const place = descend(root, [...spec, ...steps])
      place.off.push({ ...off, history, isKept: !isUnknown && kind === 'CronJob' && type === 'JobSpec' })
      if (emptied && !isUnknown) descend(root, [...spec, ...steps.slice(0, -1)]).goesWhenEmpty = true
    }
    for (const pattern of history.fields) add(pattern, { ...(values && { values }), isSaid: !isUnknown })
    for (const pattern of along) add(pattern, { isSaid: false })
  }
  return root.fields.size > 0 ? root : undefined
}

/** Where the types that histories begin at are in a kind. */
const specsOf: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Pod: { PodSpec: ['spec'] },
  Job: { JobSpec: ['spec'], PodSpec: ['spec', 'template', 'spec'] },
  CronJob: {
    CronJobSpec: ['spec'],
    JobSpec: ['spec', 'jobTemplate', 'spec'],
    PodSpec: ['spec', 'jobTemplate', 'spec', 'template', 'spec']
  }
}

function descend(root: Place, steps: readonly string[]): Place {
  return steps.reduce((place, step) => {
    const name = step.endsWith('[]') ? step.slice(0, -2) : step
    const next: Place = place.fields.get(name) ?? { fields: new Map(), off: [] }
    place.fields.set(name, next)
    if (name === step) return next
    next.items ??= { fields: new Map(), off: [] }
    return next.items
  }, root)
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((item) => item === null)
}

function minor(version: string): number {
  return Number(version.split('.')[1])
}
