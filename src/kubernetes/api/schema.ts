import { definitions } from '../../../schemas/compiled/definitions.ts'
import type { Path } from '../../yaml/index.ts'
import { withEmptyItems } from './schema/empty-items.ts'
import { leadsSomewhere, placesByField } from './schema/places-by-field.ts'
import type { SchemaProblem } from './schema/schema-problem.ts'
import { typesOf } from './schema/type.ts'
import { check, type WrittenNumber } from './schema/type-check.ts'
import type { KubernetesVersion } from './versions.ts'

/** A kind of resource that has a schema here. */
export type SchemaKind = 'Job' | 'CronJob' | 'Pod'

/** What one version of Kubernetes can read. */
export interface Schema {
  readonly version: KubernetesVersion
  /**
   * All problems of a value, in document order. `written` gives the source text of the number at a path; without it
   * 2⁶³, which JavaScript cannot tell from the largest int64, passes.
   */
  validate(kind: SchemaKind, value: unknown, written?: WrittenNumber): SchemaProblem[]
  /** The value as Go decodes it: an empty entry of a list of strings is an empty string. */
  decoded(kind: SchemaKind, value: unknown): unknown
  /** Every place in the kind where a field of this name exists, such as `spec.template.spec.containers[].image`. */
  places(kind: SchemaKind, field: string): readonly string[]
  /** The name of every field of the kind. */
  names(kind: SchemaKind): readonly string[]
  /** Whether the kind has a field at this path. */
  has(kind: SchemaKind, path: Path): boolean
}

/** The schema of a version. */
export function schemaOf(version: KubernetesVersion): Schema {
  const known = schemas.get(version) ?? makeSchema(version)
  schemas.set(version, known)
  return known
}

/** Each schema prepares a type when it is first met, which is worth keeping from file to file. */
const schemas = new Map<KubernetesVersion, Schema>()

function makeSchema(version: KubernetesVersion): Schema {
  const type = typesOf(definitions, version)
  const places = new Map<SchemaKind, ReadonlyMap<string, readonly string[]>>()
  const placesIn = (kind: SchemaKind) => {
    const known = places.get(kind) ?? placesByField(type(kind))
    places.set(kind, known)
    return known
  }
  return {
    version,
    validate: (kind, value, written) => check(type(kind), value, written),
    decoded: (kind, value) => withEmptyItems(type(kind), value),
    places: (kind, field) => placesIn(kind).get(field) ?? [],
    names: (kind) => [...placesIn(kind).keys()],
    has: (kind, path) => leadsSomewhere(type(kind), path)
  }
}
