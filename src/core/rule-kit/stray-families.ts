import type { Path } from '../../yaml/index.ts'
import type { Stray, Strays } from '../manifest/index.ts'

/**
 * Strays with one cause, by the path of each: those of a mapping whose lines have lost their indentation, or that all
 * belong below the same key of their own mapping.
 */
export function familiesOf({ all, flattened }: Strays): ReadonlyMap<string, readonly Stray[]> {
  const flat = new Set(flattened.map(({ path }) => JSON.stringify(path)))
  const byCause = new Map<string, Stray[]>()
  for (const stray of all) {
    const own = JSON.stringify(stray.path.slice(0, -1))
    const key = flat.has(own) && stray.slip === 'level' ? own : causeOf(stray)
    byCause.set(key, [...(byCause.get(key) ?? []), stray])
  }
  const families = [...byCause.values()]
  return new Map(families.flatMap((family) => family.map(({ path }) => [JSON.stringify(path), family])))
}

function causeOf({ path, slip, homes: [home, another] }: Stray): string {
  const isBelow =
    slip === 'level' && another === undefined && home !== undefined && isInside(home, path.slice(0, -1))
  return JSON.stringify(isBelow ? { from: path.slice(0, -1), to: home.slice(0, -1) } : { at: path })
}

function isInside(path: Path, holder: Path): boolean {
  return path.length > holder.length + 1 && holder.every((key, depth) => path[depth] === key)
}
