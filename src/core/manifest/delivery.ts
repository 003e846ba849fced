import type { Field } from '../document/index.ts'
import type { Surroundings } from './context.ts'
import { isMeantAsHook, isReplaced, passedBy, signOf } from './delivery-markers.ts'
import type { DeliveryMethod } from './delivery-method.ts'

export interface Delivery {
  readonly method: DeliveryMethod
  /** What in the object gave the method away; absent where it shows elsewhere, or nowhere. */
  readonly evidence?: Field
  /** What gave the method away, as a sentence. */
  readonly reason: string
  /** Whether Helm or Argo CD runs the object as a hook; both delete the last run before a new one by default. */
  readonly isHook: boolean
  /** Whether a hook is written where neither tool looks: as a label, or by a name like theirs. */
  readonly isMeantAsHook: boolean
  /** Whether the tool replaces the object instead of patching it, so that an immutable field may change. */
  readonly isReplaced: boolean
  /** Whether the tool is seen to make again by itself what was deleted, a replaced object too. */
  readonly isHealed: boolean
}

/** What is known of an object's delivery besides the object. */
export interface DeliveryKnowledge {
  /** What the config or the command line says. */
  readonly delivery?: DeliveryMethod | undefined
  readonly surroundings?: Surroundings | undefined
}

/** The delivery of an object: a hook as its annotation says; else as configured, written on it, or seen around it. */
export function deliveryOf(
  metadata: Field,
  { delivery: configured, surroundings = {} }: DeliveryKnowledge = {}
): Delivery {
  const own = signOf(metadata)
  const isHook = own !== undefined && hooks.has(own.method) && !isFluxAlone(surroundings)
  const isOwn = !hooks.has(own?.method ?? 'unknown') && (configured ?? own?.method) === own?.method
  const shown =
    own !== undefined && (isHook || isOwn)
      ? { method: own.method, evidence: own.at, reason: written(own.at) }
      : configured !== undefined
        ? { method: configured, reason: 'The configuration or the command line sets it.' }
        : (seen(surroundings) ?? { method: 'unknown' as const, reason: 'There is no evidence.' })
  const without = passedBy(metadata, shown.method)
  const found = without
    ? {
        method: 'unknown' as const,
        evidence: without,
        reason: `${marked(without)} keeps ${deliveryName(shown.method)} from applying it.`
      }
    : shown
  return {
    ...found,
    isHook: hooks.has(found.method),
    isMeantAsHook: !hooks.has(found.method) && isMeantAsHook(metadata),
    isReplaced: isReplaced(metadata) || surroundings.application?.isForced === true,
    isHealed: surroundings.application?.selfHeals === true
  }
}

/** Whether a GitOps tool makes the object again, and so runs it again, once it is gone. */
export function isMadeAgain({ method, isReplaced, isHealed }: Delivery): boolean {
  // Flux's force is for a change of what cannot be changed; what is missing it creates at each interval.
  return method === 'flux' || (method === 'argocd' && (!isReplaced || isHealed))
}

/** The delivery in words that fit after "Under" or "by": "Argo CD", "a Helm hook". */
export function deliveryName(method: DeliveryMethod): string {
  return names[method]
}

/** Whether a Flux Kustomization applies the file, so that no tool runs its hooks; a chart in its folder is for Helm. */
function isFluxAlone({ application, chart }: Surroundings): boolean {
  return application?.tool === 'flux' && chart === undefined
}

const hooks: ReadonlySet<DeliveryMethod> = new Set<DeliveryMethod>(['helm-hook', 'argocd-hook'])

const names: Readonly<Record<DeliveryMethod, string>> = {
  'kubectl-create': 'kubectl create',
  'kubectl-apply': 'kubectl apply',
  kustomize: 'kustomize',
  helm: 'Helm',
  'helm-hook': 'a Helm hook',
  argocd: 'Argo CD',
  'argocd-hook': 'an Argo CD hook',
  flux: 'Flux',
  unknown: 'an unknown tool'
}

function written(field: Field): string {
  return `${marked(field)} shows it.`
}

function marked({ path, value }: Field): string {
  const [group, key] = path.slice(-2)
  const what = typeof value === 'string' ? `: ${value}` : ''
  return `The ${group === 'labels' ? 'label' : 'annotation'} ${key}${what}`
}

/** What is seen around a file; what points at a kustomization says more than the kustomization. */
function seen({
  application,
  kustomization,
  chart
}: Surroundings): Pick<Delivery, 'method' | 'reason'> | undefined {
  const listed =
    kustomization && `${kustomization.path} lists the file${kustomization.isPatch ? ' as a patch' : ''}`
  if (application !== undefined) {
    const { tool, name, path, target } = application
    return {
      method: tool,
      reason: `${name} in ${path} points at ${target}${listed ? `, and ${listed}` : ''}.`
    }
  }
  if (listed !== undefined) return { method: 'kustomize', reason: `${listed}.` }
  if (chart !== undefined) return { method: 'helm', reason: `The file is a template of the chart ${chart}.` }
  return undefined
}
