import { Field, type ManifestDocument } from '../document/index.ts'
import { isAssertion, originOf } from './assertion.ts'
import { deliveryOf } from './delivery.ts'
import {
  cluster,
  type Kind,
  type Knowledge,
  kinds,
  type Resource,
  type Task,
  type Validity
} from './resource.ts'
import { taskOf } from './task-of.ts'
import { validityOf } from './validity.ts'

/**
 * The Jobs, CronJobs and Pods of a document, those inside a List or a typed list included. What only says what a test
 * wants to see in the cluster is none, unless every text is taken as it stands.
 */
export function classify(document: ManifestDocument, knowledge: Knowledge = {}): Resource[] {
  if (document.value === undefined) return []
  return objects(new Field(document, [], document.value))
    .filter(([, root]) => knowledge.isLiteral || !isAssertion(root))
    .map(([kind, root]) => resource(kind, root, knowledge))
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
  const { value, isPlaceholder } = apiVersion
  if (isPlaceholder || typeof value !== 'string') return true
  const dot = value.indexOf('.')
  return dot < 0 || value.lastIndexOf('/') < dot
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
      (root.document.fault !== undefined ||
        surroundings.kustomization?.isPatch === true ||
        !containers.some((container) => container.at('image').exists)),
    managedBy: manager(root, jobSpec),
    delivery: deliveryOf(metadata, knowledge),
    origin: originOf(root.document.file.path),
    surroundings,
    validity: () => (validity ??= validityOf(found, knowledge)),
    task: () => (task ??= taskOf(found, knowledge.tasks ?? []))
  }
  return found
}

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
