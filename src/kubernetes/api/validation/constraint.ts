import type { Path } from '../../../yaml/index.ts'
import type { WalkPlace } from './place.ts'
import type { Kind, ProblemType, Related } from './problem.ts'

/** One row of the table: what the API server demands, where, and its error class. */
export interface Constraint {
  /** Id in `truth/GROUND_TRUTH.md`. */
  readonly id: string
  /** Kubernetes type and fields: `Container.ports[*].hostPort`; `{a,b}` means either. */
  readonly where: string
  /** The server's error class; `Invalid` unless said otherwise, `Required` for a required field. */
  readonly type?: ProblemType
  /** The field must be there and not empty; the text says so, and what to write. */
  readonly required?: string
  /** Finds fault with a value that is there. */
  readonly check?: Check
  /** A sentence that follows the fault: why, or what to write instead. */
  readonly why?: string
  /** Only for these kinds. */
  readonly kinds?: readonly Kind[]
  /** First and last minor version of Kubernetes that has the constraint. */
  readonly since?: number
  readonly until?: number
  /** Relies on something not being written, so a partial manifest cannot be judged. */
  readonly whole?: true
}

/** Finds fault with the value at a place: nothing, a sentence about it, or complaints about places near it. */
export type Check = (value: unknown, at: WalkPlace) => ConstraintFault

export type ConstraintFault = undefined | string | Complaint | readonly Complaint[]

/** A fault that is not simply at the value, or not of the row's own class. */
export interface Complaint {
  readonly message: string
  /** From the value on. */
  readonly below?: Path
  /** From the top of the document, instead. */
  readonly path?: Path
  readonly type?: ProblemType
  readonly related?: readonly Related[]
}
