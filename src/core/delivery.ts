import type { Field } from './field.ts'

export const deliveryMethods = [
  'kubectl-create',
  'kubectl-apply',
  'kustomize',
  'helm',
  'helm-hook',
  'argocd',
  'argocd-hook',
  'flux',
  'unknown'
] as const

/** How a manifest reaches the cluster; the same Job needs opposite advice under different methods. */
export type DeliveryMethod = (typeof deliveryMethods)[number]

export interface Delivery {
  readonly method: DeliveryMethod
  /** What gave the method away; absent when it comes from the config or is unknown. */
  readonly evidence?: Field
  /** Whether Helm or Argo CD runs the object as a hook; both delete the last run before a new one by default. */
  readonly isHook: boolean
  /** Whether the tool replaces the object instead of patching it, so that an immutable field may change. */
  readonly isReplaced: boolean
}

/** The delivery of an object from its own annotations and labels, unless the config names one. */
export function deliveryOf(metadata: Field, configured?: DeliveryMethod): Delivery {
  const found = evidence(metadata)
  const method =
    found !== undefined && hooks.has(found.method) ? found.method : (configured ?? found?.method ?? 'unknown')
  return {
    method,
    ...(found?.method === method && { evidence: found.at }),
    isHook: hooks.has(method),
    isReplaced: isReplaced(metadata)
  }
}

/** Whether a GitOps tool makes the object again, and so runs it again, once it is gone. */
export function isMadeAgain({ method, isReplaced }: Delivery): boolean {
  return !isReplaced && (method === 'argocd' || method === 'flux')
}

/** The delivery in words that fit after "Under" or "by": "Argo CD", "a Helm hook". */
export function deliveryName(method: DeliveryMethod): string {
  return names[method]
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

type Evidence = { readonly method: DeliveryMethod; readonly at: Field } | undefined

/** The signs, the strongest first: Argo CD ignores Helm's hook annotation where its own stands. */
function evidence(metadata: Field): Evidence {
  const annotations = metadata.at('annotations')
  const labels = metadata.at('labels')
  const argoHook = annotations.at('argocd.argoproj.io/hook')
  if (argoHook.exists && argoHook.value !== 'Skip') return { method: 'argocd-hook', at: argoHook }
  const helmHook = annotations.at('helm.sh/hook')
  if (helmHook.exists) return { method: 'helm-hook', at: helmHook }
  return (
    startingWith(annotations, 'argocd.argoproj.io/', 'argocd') ??
    startingWith(labels, 'argocd.argoproj.io/', 'argocd') ??
    startingWith(annotations, 'kustomize.toolkit.fluxcd.io/', 'flux') ??
    startingWith(labels, 'kustomize.toolkit.fluxcd.io/', 'flux') ??
    startingWith(labels, 'helm.toolkit.fluxcd.io/', 'flux') ??
    startingWith(labels, 'helm.sh/chart', 'helm') ??
    startingWith(annotations, 'meta.helm.sh/', 'helm') ??
    managedByHelm(labels)
  )
}

function startingWith(fields: Field, prefix: string, method: DeliveryMethod): Evidence {
  const found = fields.entries().find(([key]) => key.startsWith(prefix))
  return found && { method, at: found[1].key }
}

function managedByHelm(labels: Field): Evidence {
  const at = labels.at('app.kubernetes.io/managed-by')
  return at.value === 'Helm' ? { method: 'helm', at } : undefined
}

function isReplaced(metadata: Field): boolean {
  const annotations = metadata.at('annotations')
  const options = String(annotations.at('argocd.argoproj.io/sync-options').value ?? '')
  const isArgo = /\bForce=true\b/.test(options) && /\bReplace=true\b/.test(options)
  const flux = annotations.at('kustomize.toolkit.fluxcd.io/force').value
  return isArgo || String(flux).toLowerCase() === 'enabled'
}
