import type { Path } from '../../yaml/index.ts'
import type { Stray } from '../manifest/index.ts'

/** Strays with one cause: those of one mapping that all belong below the same key of it, as where an indentation is lost. */
export function familiesOf(strays: readonly Stray[]): ReadonlyMap<string, readonly Stray[]> {
  const byHolder = new Map<string, Stray[]>()
  for (const stray of strays) {
    const key = familyOf(stray)
    byHolder.set(key, [...(byHolder.get(key) ?? []), stray])
  }
  const families = [...byHolder.values()]
  return new Map(families.flatMap((family) => family.map(({ path }) => [JSON.stringify(path), family])))
}

function familyOf({ path, slip, homes: [home, another] }: Stray): string {
  const isBelow =
    slip === 'level' && another === undefined && home !== undefined && isInside(home, path.slice(0, -1))
  return JSON.stringify(isBelow ? [path.slice(0, -1), home.slice(0, -1)] : path)
}

function isInside(path: Path, holder: Path): boolean {
  return path.length > holder.length + 1 && holder.every((key, depth) => path[depth] === key)
}
