import type { DroppedField, KubernetesVersion, Problem, SchemaProblem } from '../../kubernetes/api/index.ts'
import type { Again, Retry } from '../../kubernetes/container/index.ts'
import type { Recover } from '../../yaml/index.ts'
import type { Field } from '../document/index.ts'
import type { Surroundings } from './context.ts'
import type { Delivery, DeliveryKnowledge } from './delivery.ts'
import type { Strays } from './strays.ts'

export const kinds = ['CronJob', 'Job', 'Pod'] as const
export type Kind = (typeof kinds)[number]

/** A Job, CronJob or Pod found in a document or inside a List, with the parts that rules ask for. */
export interface Resource {
  readonly kind: Kind
  readonly root: Field
  readonly metadata: Field
  /** The object's own spec. */
  readonly spec: Field
  /** The spec of the Job, or of the Jobs a CronJob makes; absent for a Pod. */
  readonly jobSpec: Field | undefined
  /** What carries the Pod's metadata and spec: the template, or the Pod itself. */
  readonly podTemplate: Field
  readonly podSpec: Field
  readonly containers: readonly Field[]
  readonly initContainers: readonly Field[]
  /** Whether this is a patch, an assertion or a fragment: what is missing may be written elsewhere. Never if literal. */
  readonly isPartial: boolean
  /** What other controller or person keeps this object ("a Kueue queue"), if one does. */
  readonly managedBy: string | undefined
  readonly delivery: Delivery
  readonly origin: Origin
  /** What is known of the files around; nothing where only a text was given. */
  readonly surroundings: Surroundings
  /** Fields that are misspelt or at a wrong level; to all who ask for them they are where they belong. */
  readonly strays: () => Strays
  /** What the API server would answer, worked out when first asked for. */
  readonly validity: () => Validity
  /** Whether the work can be retried and run again, worked out when first asked for. */
  readonly task: () => Task
}

/** What the path of its text says a resource is for: standard input, a file of assertions for a test, or neither. */
export type Origin = 'standard input' | 'assertions' | 'manifest'

/** What the configuration and the files around it know about the resources of a file. */
export interface Knowledge extends DeliveryKnowledge {
  readonly tasks?: readonly TaskPattern[]
  /** How values look that are filled in later, besides the forms that everybody uses; `*` is any characters. */
  readonly placeholders?: readonly string[]
  /** The versions of Kubernetes that the manifests have to work on; the newest, if none is named. */
  readonly kubernetes?: readonly KubernetesVersion[]
  /** Whether the API server is asked about every text as it stands, patches and fragments included. */
  readonly isLiteral?: boolean
  /** Makes a tree of what it can make out of a document with a fault, as an editor needs it while somebody types. */
  readonly recover?: Recover
}

/** The annotation or label `key` on the object or on its Pod template, the object's first. */
export function metadataValues(
  { metadata, podTemplate }: Resource,
  group: 'annotations' | 'labels',
  key: string
): Field[] {
  return [metadata.at(group, key), podTemplate.at('metadata', group, key)].filter((field) => field.exists)
}

/** What keeps an object that still has its status, in words. */
export const cluster = 'the cluster it was read from'

/** What the API server would answer to a resource, worked out once for all the rules that report parts of it. */
export interface Validity {
  /** Why the request would not even be decoded. */
  readonly decoding: readonly InVersions<SchemaProblem>[]
  /** Why validation would refuse it. */
  readonly refused: readonly InVersions<Problem>[]
  readonly warnings: readonly InVersions<Problem>[]
  /** Why no Pod could ever come of it though it is accepted; nothing for what is refused anyway. */
  readonly neverRuns: readonly InVersions<Problem>[]
  /** What is read and then dropped in silence, since its feature is off. */
  readonly dropped: readonly InVersions<DroppedField>[]
}

/** A problem, and the versions of Kubernetes that have it where not all those in question do. */
export type InVersions<Found> = Found & { readonly versions?: readonly KubernetesVersion[] }

/**
 * Whether a Job's work can be done twice: two questions, for a migration must not be retried after half a run, yet does
 * nothing once it has succeeded. Limits of retries ask `retry`; whatever speaks of the next apply, sync or release, `again`.
 */
export interface Task {
  /** Whether a run that failed somewhere may be started from the beginning. */
  readonly retry: Retry
  /** What one more run does after one that has succeeded: nothing, the work once more, or nobody knows. */
  readonly again: Again
  /** An annotation or the configuration says so, whatever the command is. */
  readonly isDeclared: boolean
  /** Only the object's own name or labels say so: enough for a warning, not for an error. */
  readonly isOnlyNamed: boolean
  /** All of it that must not be done twice is one request, the last thing that can fail. */
  readonly isOneRequest?: true
  /** The work is a program of somebody's own or an image: it may read what is not written here. */
  readonly isUnseen: boolean
  readonly evidence: readonly { readonly at: Field; readonly words: string; readonly why: string }[]
}

/** A rule of the house about Jobs by name (a glob with `*`) or labels: they are safe to repeat, or not. */
export interface TaskPattern {
  readonly name?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly class: 'non-idempotent' | 'repeatable'
}
