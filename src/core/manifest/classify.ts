import { newestVersion } from '../../kubernetes/api/index.ts'
import { Field, isPlaceholder, type ManifestDocument } from '../document/index.ts'
import { isObject, isOtherGroup, kindNamed, kindOf, writtenAs } from './api-object.ts'
import { isAssertion, originOf } from './assertion.ts'
import { deliveryOf } from './delivery.ts'
import { cluster, type Kind, type Knowledge, type Resource, type Task, type Validity } from './resource.ts'
import { type Strays, straysIn } from './strays.ts'
import { taskOf } from './task-of.ts'
import { decoder, validityOf } from './validity.ts'

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
  const written = writtenAs(root, 'kind')
  const list = typeof written === 'string' ? /^(CronJob|Job|Pod|)List$/.exec(written) : null
  if (list !== null && !isOtherGroup(root) && depth < 3) {
    const kind = kindNamed(list[1])
    return root
      .at('items')
      .items()
      .flatMap((item) => objects(item, kind, depth + 1))
  }
  const kind = written === undefined || written === null ? inherited : kindOf(root)
  return kind !== undefined && !isOtherGroup(root) && isObject(root, depth) ? [[kind, root]] : []
}

function resource(kind: Kind, written: Field, knowledge: Knowledge): Resource {
  const version = knowledge.kubernetes?.[0] ?? newestVersion
  const decode = decoder({ kind, root: written }, knowledge.isLiteral ?? false)
  let strays: Strays | undefined
  const straysOf = () => (strays ??= straysIn({ kind, root: written }, decode(version), version))
  const root = written.knowing((path) => {
    const found = straysOf().at(path.slice(written.path.length))
    return found && [...written.path, ...found]
  })
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
        !containers.some(hasImage)),
    managedBy: manager(root, jobSpec),
    delivery: deliveryOf(metadata, knowledge),
    origin: originOf(root.document.file.path),
    surroundings,
    strays: straysOf,
    validity: () => (validity ??= validityOf(found, knowledge, decode)),
    task: () => (task ??= taskOf(found, knowledge.tasks ?? []))
  }
  return found
}

/** Whether an image is written, or a placeholder that may well become one, such as `IMAGE_LINE|-image: x-|`. */
function hasImage(container: Field): boolean {
  return container.at('image').exists || container.entries().some(([key]) => isPlaceholder(key))
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
