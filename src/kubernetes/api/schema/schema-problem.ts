import type { Path } from '../../../yaml/index.ts'
/** One reason for which the API server refuses a manifest while decoding it, before it validates anything. */
export interface SchemaProblem {
  readonly path: Path
  readonly type: 'unknown-field' | 'wrong-type' | 'range' | 'quantity' | 'time'
  readonly value: unknown
  /** The JSON types that would do, where the type is wrong. */
  readonly expected?: readonly string[]
  /** The fields that exist at the place, and the Go type that has them, where the field is unknown or no mapping. */
  readonly allowed?: readonly string[]
  readonly within?: string
  /** The bounds of the integer, where it is out of range; those of an int64 are beyond JavaScript's numbers. */
  readonly minimum?: number | bigint
  readonly maximum?: number | bigint
}
