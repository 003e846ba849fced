import { versions } from '../../../schemas/compiled/definitions.ts'

/** The versions of Kubernetes that we know, oldest first: those that have a file in `schemas/`. */
export const kubernetesVersions = versions

/** A version of Kubernetes that we know. */
export type KubernetesVersion = (typeof kubernetesVersions)[number]

/** The version that is assumed where none is configured. */
export const newestVersion = kubernetesVersions[kubernetesVersions.length - 1] as KubernetesVersion

/**
 * The versions that `1.31`, `v1.31.4` or a range such as `1.31-1.34` means, oldest first; the newest where nothing
 * is named. Throws a RangeError for a version that is not known.
 */
export function versionsNamed(named: string | undefined): readonly KubernetesVersion[] {
  if (named === undefined) return [newestVersion]
  const [first = '', last = first] = named.split(/-|\.\./).map((part) => part.trim())
  const [from, to] = [indexOf(first), indexOf(last)]
  if (from > to) throw new RangeError(`${named} is not a valid range: ${first} is newer than ${last}.`)
  return kubernetesVersions.slice(from, to + 1)
}

function indexOf(version: string): number {
  const bare = /^\s*v?(\d+\.\d+)(?:\.\d+)?\s*$/.exec(version)?.[1] ?? version
  const found = (kubernetesVersions as readonly string[]).indexOf(bare)
  if (found < 0)
    throw new RangeError(
      `Unknown Kubernetes version "${version}"; supported versions are ${kubernetesVersions.join(', ')}.`
    )
  return found
}
