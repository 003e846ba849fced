import {
  answer,
  type KubernetesVersion,
  newestVersion,
  type Problem,
  type SchemaProblem,
  schemaOf,
  type Target
} from '../../kubernetes/api/index.ts'
import type { Path } from '../../yaml/index.ts'
import { askedOnce, isPlaceholder, scalarAt } from '../document/index.ts'
import { asMeant } from './as-meant.ts'
import type { InVersions, Knowledge, Resource, Validity } from './resource.ts'

/** The server's answer for every version in question. */
export function validityOf(
  resource: Resource,
  { kubernetes, isLiteral = false }: Knowledge,
  decode: Decode
): Validity {
  const versions = kubernetes ?? [newestVersion]
  const strays = resource.strays().all
  const answers = new Map(
    versions.map((version) => {
      const written = resource.root.value
      const again = (value: unknown) =>
        value === written ? decode(version) : schemaOf(version).validate(resource.kind, value)
      const { value, garbled } = asMeant(written, strays, again)
      const found = answer({ ...targetOf(resource, value, isLiteral), version })
      return [version, garbled.length === 0 ? found : without(garbled, found)]
    })
  )
  const among = (kind: 'refused' | 'warnings' | 'neverRuns') =>
    collect(versions, (version) => answers.get(version)?.[kind] ?? [])
  const decoding = collect(versions, decode)
  const refused = among('refused').filter(isAsked(resource))
  const isRefused = decoding.length + refused.length > 0
  return { decoding, refused, warnings: among('warnings'), neverRuns: isRefused ? [] : among('neverRuns') }
}

function targetOf(
  { kind, root, isPartial }: Resource,
  value: unknown,
  isLiteral: boolean
): Omit<Target, 'version'> {
  return {
    kind,
    value: holdsEmptyItem(root.document) ? schemaOf(newestVersion).decoded(kind, value) : value,
    partial: isPartial,
    ...(!isLiteral && holdsPlaceholder(root.document) && { unknown: isUnknown })
  }
}

const holdsPlaceholder = askedOnce(isPlaceholder)

/** Whether a list in a text may have an entry that is null. */
const holdsEmptyItem = askedOnce((text) => /\bnull\b|~|-[ \t]*(?:[\r\n]|$|#)|,[ \t]*[,\]]/i.test(text))

function isUnknown(value: unknown): boolean {
  return typeof value === 'string' && isPlaceholder(value)
}

/** What is wrong at or below a value that cannot be decoded is so by the same cause. */
function without(garbled: readonly Path[], found: Answer): Answer {
  const isApart = ({ path }: Problem) =>
    !garbled.some((own) => own.every((key, depth) => path[depth] === key))
  const { refused, warnings, neverRuns } = found
  return {
    refused: refused.filter(isApart),
    warnings: warnings.filter(isApart),
    neverRuns: neverRuns.filter(isApart)
  }
}

type Answer = ReturnType<typeof answer>

/** Of an object that was just read from the cluster, nobody asks whether it could be created with what the cluster wrote. */
function isAsked({ origin, metadata }: Resource): (problem: Problem) => boolean {
  const isDump =
    origin === 'standard input' && metadata.at('uid').exists && metadata.at('resourceVersion').exists
  return ({ id }) => !isDump || !writtenByServer.includes(id)
}

/** The constraints of resourceVersion, and of a Job's selector and the labels it selects by. */
const writtenByServer = ['M12', 'J13', 'J16']

/** Why a version of the API server would not decode a resource. */
export type Decode = (version: KubernetesVersion) => readonly SchemaProblem[]

/** Decodes a resource, once for each version. */
export function decoder({ kind, root }: Pick<Resource, 'kind' | 'root'>, isLiteral: boolean): Decode {
  const known = new Map<KubernetesVersion, readonly SchemaProblem[]>()
  return (version) => {
    const problems = known.get(version) ?? decode({ kind, root }, version, isLiteral)
    known.set(version, problems)
    return problems
  }
}

function decode(
  { kind, root }: Pick<Resource, 'kind' | 'root'>,
  version: KubernetesVersion,
  isLiteral: boolean
): SchemaProblem[] {
  const { isJson } = root.document
  const written = (path: Problem['path']) => {
    const text = scalarAt(root.at(...path))?.text
    // On its way from YAML, Kubernetes writes numbers anew: 1e3 becomes 1000.
    return isJson || !/^[-+]?[\d_]*[.eE]/.test(text ?? '') ? text : undefined
  }
  const problems = schemaOf(version).validate(kind, root.value, written)
  return isLiteral
    ? problems
    : problems.filter(({ value, path }) => !isUnknown(value) && !isUnknown(path.at(-1)))
}

function collect<Found extends { readonly path: Problem['path']; readonly type: string }>(
  versions: readonly KubernetesVersion[],
  find: (version: KubernetesVersion) => readonly Found[]
): readonly InVersions<Found>[] {
  const [only] = versions
  if (only !== undefined && versions.length === 1) return find(only)
  const found = new Map<string, { problem: Found; versions: KubernetesVersion[] }>()
  for (const version of versions) {
    for (const problem of find(version)) {
      const key = JSON.stringify([problem.path, problem.type])
      const known = found.get(key)
      if (known === undefined) found.set(key, { problem, versions: [version] })
      else known.versions.push(version)
    }
  }
  return [...found.values()].map(({ problem, versions: those }) =>
    those.length === versions.length ? problem : { ...problem, versions: those }
  )
}
