import {
  type KubernetesVersion,
  kubernetesVersions,
  type SchemaKind,
  type SchemaProblem,
  schemaOf
} from '../../kubernetes/api/index.ts'
import { closest } from '../../text/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { Field } from '../document/index.ts'
import { type Homes, homesOf, type Lost } from './homes.ts'

/** A field under a name that is unknown where it is written, and what was meant by it. */
export interface Stray {
  /** Where it is written, from the resource's root. */
  readonly path: Path
  /** The letters of a name that is known there (`backofflimit`), a name near to one, or a name known elsewhere. */
  readonly slip: 'letters' | 'spelling' | 'level'
  /** Where it belongs, from the resource's root; two where nobody can choose, none where all of its homes are taken. */
  readonly homes: readonly Path[]
  /** The homes in words, such as `spec.template.spec.containers[].image`. */
  readonly names: readonly string[]
}

/** What was meant by an unknown field; undefined where nobody can say, or another version of Kubernetes has it. */
export function strayOf({ path, allowed = [] }: SchemaProblem, lost: Omit<Lost, 'path'>): Stray | undefined {
  const name = String(path.at(-1))
  const { kind, root } = lost
  const beside = (to: string): Homes => {
    const home = [...path.slice(0, -1), to]
    return { paths: root.at(...home).exists ? [] : [home], names: [to] }
  }
  const sameLetters = allowed.find((field) => lettersOf(field) === lettersOf(name))
  if (sameLetters !== undefined) return stray('letters', beside(sameLetters))
  if (kubernetesVersions.some((version) => schemaOf(version).has(kind, path))) return undefined
  const nearest = closest(name, allowed, 1)
  if (nearest !== undefined && !root.at(...path.slice(0, -1), nearest).exists)
    return stray('spelling', beside(nearest))
  const named = namedBeside(name, allowed)
  if (named !== undefined && !root.at(...path.slice(0, -1), named).exists)
    return stray('spelling', beside(named))
  const elsewhere = homesOf(name, { ...lost, path })
  if (elsewhere.names.length > 0) return stray('level', elsewhere)
  const near = closest(name, allowed)
  if (near !== undefined) return stray('spelling', beside(near))
  const meant = nameMeant(name, lost)
  const there = meant === undefined ? undefined : homesOf(meant, { ...lost, path })
  return there && there.names.length > 0 ? stray('level', there) : undefined

  function stray(slip: Stray['slip'], { paths, names }: Homes): Stray {
    return { path, slip, homes: paths, names }
  }
}

/** The one field that names something, where another such was written: `name` for secretName, `secretName` for name. */
function namedBeside(name: string, allowed: readonly string[]): string | undefined {
  const found = allowed.filter((field) => naming.test(field))
  return naming.test(name) && found.length === 1 ? found[0] : undefined
}

const naming = /(?:^n|N)ame$/

/** A name without what people vary in it: `backoff_limit`, `BackoffLimit`. */
export function lettersOf(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase()
}

/** A long name of another level, in other letters or nearly so. */
function nameMeant(name: string, { kind, schema }: Omit<Lost, 'path'>): string | undefined {
  if (name.length < 8 || name.length > 60) return undefined
  const names = schema.names(kind)
  return (
    names.find((other) => lettersOf(other) === lettersOf(name)) ??
    closest(
      name,
      names.filter((other) => other.length > 8 && Math.abs(other.length - name.length) <= 2),
      2
    )
  )
}

/** A mapping that holds, beside keys that have lost their value, what belongs below them. */
export interface Flattened {
  readonly path: Path
  /** The keys without a value. */
  readonly holders: readonly string[]
}

/** Where something is written that is meant for another place of the same resource. */
export interface Strays {
  readonly all: readonly Stray[]
  /** Mappings in which lines have lost their indentation. */
  readonly flattened: readonly Flattened[]
  /** The place at which what is meant for a place is written; undefined where that is the place itself. */
  readonly at: (home: Path) => Path | undefined
}

/** What is written in a resource for other places than its own; the first of several that mean the same. */
export function straysIn(
  { kind, root }: { readonly kind: SchemaKind; readonly root: Field },
  problems: readonly SchemaProblem[],
  version: KubernetesVersion
): Strays {
  const schema = schemaOf(version)
  const fields = problems.filter(({ type }) => type === 'unknown-field').slice(0, most)
  const all = fields.flatMap((problem) => strayOf(problem, { kind, root, schema }) ?? [])
  const byHome = new Map<string, Path>()
  for (const { path, homes } of all)
    for (const home of homes) {
      const key = JSON.stringify(home)
      if (!byHome.has(key)) byHome.set(key, path)
    }
  const flattened = flattenedIn(all, fields, root)
  return { all, flattened, at: (home) => (byHome.size === 0 ? undefined : byHome.get(JSON.stringify(home))) }
}

/** To look for homes takes time, which no hostile text should get. */
const most = 100

/** Where several unknown fields stand in a mapping, and some of them belong right below a key that has no value. */
function flattenedIn(
  strays: readonly Stray[],
  unknown: readonly SchemaProblem[],
  root: Field
): readonly Flattened[] {
  const byMapping = new Map<string, { path: Path; count: number; holders: Set<string> }>()
  for (const { path } of unknown) {
    const own = path.slice(0, -1)
    const known = byMapping.get(String(own)) ?? { path: own, count: 0, holders: new Set() }
    byMapping.set(String(own), known)
    known.count++
  }
  for (const { path, slip, homes } of strays) {
    const holder = homes[0]?.slice(0, -1)
    if (slip !== 'level' || holder?.length !== path.length || root.at(...holder).value !== null) continue
    const mapping = byMapping.get(String(path.slice(0, -1)))
    const isBeside = path.slice(0, -1).every((key, depth) => holder[depth] === key)
    if (isBeside) mapping?.holders.add(String(holder.at(-1)))
  }
  const found = [...byMapping.values()].filter(({ count, holders }) => holders.size > 0 && count > 1)
  return found.map(({ path, holders }) => ({ path, holders: [...holders] }))
}
