import type { KubernetesVersion } from '../../kubernetes/api/schema.ts'
import { Field } from '../document/field.ts'
import type { ManifestDocument } from '../document/parse.ts'
import type { Surroundings } from './context.ts'
import { type Delivery, type DeliveryKnowledge, deliveryOf } from './delivery.ts'
import { type Task, type TaskPattern, taskOf } from './task-of.ts'
import { type Validity, validityOf } from './validity.ts'

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
  /** What is known of the files around; nothing where only a text was given. */
  readonly surroundings: Surroundings
  /** What the API server would answer, worked out when first asked for. */
  readonly validity: () => Validity
  /** Whether the work can be done twice, worked out when first asked for. */
  readonly task: () => Task
}

/** What the configuration and the files around it know about the resources of a file. */
export interface Knowledge extends DeliveryKnowledge {
  readonly tasks?: readonly TaskPattern[]
  /** The versions of Kubernetes that the manifests have to work on; the newest, if none is named. */
  readonly kubernetes?: readonly KubernetesVersion[]
  /** Whether the API server is asked about every text as it stands, patches and fragments included. */
  readonly isLiteral?: boolean
}

/** The Jobs, CronJobs and Pods of a document, those inside a List or a typed list included. */
export function classify(document: ManifestDocument, knowledge: Knowledge = {}): Resource[] {
  if (document.value === undefined) return []
  return objects(new Field(document, [], document.value)).map(([kind, root]) =>
    resource(kind, root, knowledge)
  )
}

/** The annotation or label `key` on the object or on its Pod template, the object's first. */
export function metadataValues(
  { metadata, podTemplate }: Resource,
  group: 'annotations' | 'labels',
  key: string
): Field[] {
  return [metadata.at(group, key), podTemplate.at('metadata', group, key)].filter((field) => field.exists)
}

function objects(root: Field, inherited?: Kind, depth = 0): [Kind, Field][] {
  const written = root.at('kind').value
  const list = typeof written === 'string' ? /^(CronJob|Job|Pod|)List$/.exec(written) : null
  if (list !== null && isOurGroup(root.at('apiVersion')) && depth < 3) {
    const kind = kindNamed(list[1])
    return root
      .at('items')
      .items()
      .flatMap((item) => objects(item, kind, depth + 1))
  }
  const kind = written === undefined || written === null ? inherited : kindNamed(written)
  return kind !== undefined && isOurGroup(root.at('apiVersion')) ? [[kind, root]] : []
}

function kindNamed(written: unknown): Kind | undefined {
  return typeof written === 'string'
    ? kinds.find((kind) => kind.toLowerCase() === written.toLowerCase())
    : undefined
}

/** Groups of custom resources have a dot; `kind: Job` in one of those is somebody else's. */
function isOurGroup(apiVersion: Field): boolean {
  return apiVersion.isPlaceholder || typeof apiVersion.value !== 'string' || !/\..*\//.test(apiVersion.value)
}

function resource(kind: Kind, root: Field, knowledge: Knowledge): Resource {
  const spec = root.at('spec')
  const jobSpec = kind === 'Job' ? spec : kind === 'CronJob' ? spec.at('jobTemplate', 'spec') : undefined
  const podTemplate = jobSpec?.at('template') ?? root
  const podSpec = podTemplate.at('spec')
  const containers = podSpec.at('containers').items()
  const metadata = root.at('metadata')
  const { surroundings = {} } = knowledge
  let task: Task | undefined
  let validity: Validity | undefined
  const found: Resource = {
    kind,
    root,
    metadata,
    spec,
    jobSpec,
    podTemplate,
    podSpec,
    containers,
    initContainers: podSpec.at('initContainers').items(),
    isPartial:
      !knowledge.isLiteral &&
      (surroundings.kustomization?.isPatch === true ||
        !containers.some((container) => container.at('image').exists)),
    managedBy: manager(root, jobSpec),
    delivery: deliveryOf(metadata, knowledge),
    surroundings,
    validity: () => (validity ??= validityOf(found, knowledge)),
    task: () => (task ??= taskOf(found, knowledge.tasks ?? []))
  }
  return found
}

/** What keeps an object that still has its status. */
export const cluster = 'the cluster it was read from'

function manager(root: Field, jobSpec: Field | undefined): string | undefined {
  const queue = [root, root.at('spec', 'jobTemplate')].some((field) => hasQueue(field.at('metadata')))
  if (queue) return 'a queue such as Kueue'
  const controller = jobSpec?.at('managedBy')
  if (controller?.exists && controller.value !== 'kubernetes.io/job-controller')
    return 'another Job controller'
  if (root.at('metadata', 'ownerReferences').items().length > 0) return 'its owner'
  return root.at('status').entries().length > 0 ? cluster : undefined
}

function hasQueue(metadata: Field): boolean {
  return (
    metadata.at('labels', 'kueue.x-k8s.io/queue-name').exists ||
    metadata.at('labels', 'kueue.x-k8s.io/pod-group-name').exists
  )
}
