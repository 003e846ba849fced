import type { Path } from '../../../yaml/index.ts'
/** The API server's own error classes. */
export type ProblemType =
  | 'Required'
  | 'Invalid'
  | 'NotSupported'
  | 'Forbidden'
  | 'Duplicate'
  | 'NotFound'
  | 'TooLong'
  | 'TooMany'

/** Another place that has part in a problem. */
export interface Related {
  readonly path: Path
  readonly message: string
}

/** One thing the API server would not accept, or would warn of, or could never run. */
export interface Problem {
  readonly path: Path
  readonly type: ProblemType
  readonly message: string
  /** The constraint's id in `truth/GROUND_TRUTH.md`. */
  readonly id: string
  readonly related?: readonly Related[]
}

export type Kind = 'Job' | 'CronJob' | 'Pod'

/** A manifest to judge. */
export interface Target {
  readonly kind: Kind
  /** The document as plain JSON values, after YAML 1.1 resolution. */
  readonly value: unknown
  /** Kubernetes version, such as `1.33`. */
  readonly version: string
  /** A patch or fragment: only what is written is judged, nothing is missed. */
  readonly partial?: boolean
  /** Whether a value, or a key where the path is empty, cannot be judged, such as `${X}`. */
  readonly unknown?: (value: unknown, path: Path) => boolean
}
