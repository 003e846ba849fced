import {
  type Answer,
  answer,
  type KubernetesVersion,
  newestVersion,
  type Problem,
  type SchemaProblem,
  schemaOf,
  type Target
} from '../../kubernetes/api/index.ts'
import {
  askedOnce,
  isPlaceholderAt,
  type ManifestDocument,
  mayHoldPlaceholder,
  scalarAt
} from '../document/index.ts'
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
      const decoding = decode(version)
      const written = resource.root.value
      const again = (value: unknown) =>
        value === written ? decoding : schemaOf(version).validate(resource.kind, value)
      const { value, garbled } = asMeant(written, strays, again)
      const found = answer({ ...targetOf(resource, value, isLiteral), version })
      return [version, { decoding, ...besides([...decoding, ...garbled], found) }]
    })
  )
  const among = <Found extends Locatable>(of: (found: Answer & Decoded) => readonly Found[]) =>
    collect(versions, (version) => of(answers.get(version) as Answer & Decoded))
  const decoding = among((found) => found.decoding)
  const refused = among((found) => found.refused).filter(isAsked(resource))
  const neverRuns = decoding.length + refused.length > 0 ? [] : among((found) => found.neverRuns)
  const warnings = among((found) => found.warnings)
  return { decoding, refused, warnings, neverRuns, dropped: among((found) => found.dropped) }
}

interface Decoded {
  readonly decoding: readonly SchemaProblem[]
}

/**
 * One cause, one finding: what else is wrong in a field that cannot be decoded goes unsaid, and what is missing around one
 * whose name is unknown.
 */
function besides(decoding: readonly Locatable[], found: Answer): Answer {
  if (decoding.length === 0) return found
  const keys = new Set(decoding.map(({ path }) => JSON.stringify(path)))
  const around = new Set(
    decoding
      .filter(({ type }) => type === 'unknown-field')
      .map(({ path }) => JSON.stringify(path.slice(0, -1)))
  )
  const isOutside = ({ path }: Locatable) =>
    !path.some((_, index) => keys.has(JSON.stringify(path.slice(0, index + 1))))
  const isMissed = ({ path, type }: Locatable) => type !== 'Forbidden' && around.has(JSON.stringify(path))
  return {
    ...found,
    refused: found.refused.filter((problem) => isOutside(problem) && !isMissed(problem)),
    warnings: found.warnings.filter(isOutside),
    dropped: found.dropped.filter(isOutside)
  }
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
    ...(!isLiteral && holdsPlaceholder(root.document) && { unknown: unknownIn(root) })
  }
}

const holdsPlaceholder = (document: ManifestDocument) =>
  document.ownPlaceholders !== undefined || mayBeFilledIn(document)
const mayBeFilledIn = askedOnce((text) => mayHoldPlaceholder(text))

/** Whether a list in a text may have an entry that is null. */
const holdsEmptyItem = askedOnce((text) => /\bnull\b|~|-[ \t]*(?:[\r\n]|$|#)|,[ \t]*[,\]]/i.test(text))

/** Whether nobody can judge a value at a path from the root of a resource. */
function unknownIn({ document }: Resource['root']): (value: unknown, path: Problem['path']) => boolean {
  return (value, path) => typeof value === 'string' && isPlaceholderAt(path, value, document.ownPlaceholders)
}

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
  if (isLiteral) return problems
  const isUnknown = unknownIn(root)
  return problems.filter(({ value, path }) => !isUnknown(value, path) && !isUnknown(path.at(-1), []))
}

interface Locatable {
  readonly path: Problem['path']
  readonly type?: string
}

function collect<Found extends Locatable>(
  versions: readonly KubernetesVersion[],
  find: (version: KubernetesVersion) => readonly Found[]
): readonly InVersions<Found>[] {
  const [only] = versions
  if (only !== undefined && versions.length === 1) return find(only)
  const found = new Map<string, { problem: Found; versions: KubernetesVersion[] }>()
  for (const version of versions) {
    for (const problem of find(version)) {
      const key = JSON.stringify([problem.path, problem.type ?? ''])
      const known = found.get(key)
      if (known === undefined) found.set(key, { problem, versions: [version] })
      else known.versions.push(version)
    }
  }
  return [...found.values()].map(({ problem, versions: those }) =>
    those.length === versions.length ? problem : { ...problem, versions: those }
  )
}
