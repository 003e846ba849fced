import { type KubernetesVersion, kubernetesVersions, newestVersion } from './schema.ts'

/**
 * The versions that `1.31`, `v1.31.4` or a range such as `1.29-1.36` stands for, oldest first; the newest where nothing
 * is named. Throws a RangeError for a version that is not known.
 */
export function versionsNamed(named: string | undefined): readonly KubernetesVersion[] {
  if (named === undefined) return [newestVersion]
  const [first = '', last = first] = named.split(/\s*(?:-|\.\.)\s*/)
  const [from, to] = [indexOf(first), indexOf(last)]
  if (from > to) throw new RangeError(`${named} is no range: ${first} is newer than ${last}.`)
  return kubernetesVersions.slice(from, to + 1)
}

function indexOf(version: string): number {
  const bare = /^\s*v?(\d+\.\d+)(?:\.\d+)?\s*$/.exec(version)?.[1] ?? version
  const found = (kubernetesVersions as readonly string[]).indexOf(bare)
  if (found < 0)
    throw new RangeError(
      `Unknown Kubernetes version "${version}"; known are ${kubernetesVersions.join(', ')}.`
    )
  return found
}
