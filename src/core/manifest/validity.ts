import {
  type KubernetesVersion,
  newestVersion,
  type SchemaProblem,
  schemaOf
} from '../../kubernetes/api/schema.ts'
import { answer, type Problem, type Target } from '../../kubernetes/api/validation/index.ts'
import { askedOnce } from '../document/asked-once.ts'
import type { Field } from '../document/field.ts'
import { scalarAt } from '../document/locate.ts'
import { isPlaceholder } from '../document/placeholder.ts'
import type { Fix } from '../fix/change.ts'
import type { Report } from '../rule/rule.ts'
import type { Knowledge, Resource } from './resource.ts'

/** What the API server would answer to a resource, worked out once for all the rules that report parts of it. */
export interface Validity {
  /** Why the request would not even be decoded. */
  readonly decoding: readonly InVersions<SchemaProblem>[]
  /** Why validation would refuse it. */
  readonly refused: readonly InVersions<Problem>[]
  readonly warnings: readonly InVersions<Problem>[]
  /** Why no Pod could ever come of it though it is accepted; nothing for what is refused anyway. */
  readonly neverRuns: readonly InVersions<Problem>[]
}

/** A problem, and the versions of Kubernetes that have it where not all those in question do. */
export type InVersions<Found> = Found & { readonly versions?: readonly KubernetesVersion[] }

/** The server's answer for every version in question. */
export function validityOf(resource: Resource, { kubernetes, isLiteral = false }: Knowledge): Validity {
  const versions = kubernetes ?? [newestVersion]
  const target = targetOf(resource, isLiteral)
  const answers = new Map(versions.map((version) => [version, answer({ ...target, version })]))
  const among = (kind: 'refused' | 'warnings' | 'neverRuns') =>
    collect(versions, (version) => answers.get(version)?.[kind] ?? [])
  const decoding = collect(versions, (version) => decode(resource, version, isLiteral))
  const refused = among('refused')
  const isRefused = decoding.length + refused.length > 0
  return { decoding, refused, warnings: among('warnings'), neverRuns: isRefused ? [] : among('neverRuns') }
}

/** The reports of problems that a rule answers for. */
export function* reportsOf(
  { root }: Resource,
  problems: readonly InVersions<Problem>[],
  fixOf: (at: Field, problem: Problem) => Fix<Field> | undefined = () => undefined
): Generator<Report> {
  for (const problem of problems) {
    const { path, message, versions, related = [] } = problem
    const at = root.at(...path)
    const fix = fixOf(at, problem)
    yield {
      at,
      message: message + inVersions(versions),
      ...(fix && { fix }),
      related: related.map((other) => ({ at: root.at(...other.path), message: other.message }))
    }
  }
}

/** A sentence that names the versions of Kubernetes a problem is limited to. */
export function inVersions(versions: readonly KubernetesVersion[] | undefined): string {
  return versions === undefined ? '' : ` This is so in Kubernetes ${versions.join(', ')}.`
}

function targetOf({ kind, root, isPartial }: Resource, isLiteral: boolean): Omit<Target, 'version'> {
  return {
    kind,
    value: root.value,
    partial: isPartial,
    ...(!isLiteral && holdsPlaceholder(root.document) && { unknown: isUnknown })
  }
}

const holdsPlaceholder = askedOnce(isPlaceholder)

function isUnknown(value: unknown): boolean {
  return typeof value === 'string' && isPlaceholder(value)
}

function decode({ kind, root }: Resource, version: KubernetesVersion, isLiteral: boolean): SchemaProblem[] {
  const written = (path: Problem['path']) => scalarAt(root.at(...path))?.text
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
