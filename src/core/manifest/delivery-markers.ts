import type { Field } from '../document/index.ts'
import type { DeliveryMethod } from './delivery-method.ts'
import { hookAnnotations } from './hook-annotations.ts'

/** What in an object gives its delivery away. */
type Sign = { readonly method: DeliveryMethod; readonly at: Field } | undefined

/** The signs, the strongest first: Argo CD ignores Helm's hook annotation where its own stands. */
export function signOf(metadata: Field): Sign {
  const annotations = metadata.at('annotations')
  const labels = metadata.at('labels')
  const argoHook = annotations.at('argocd.argoproj.io/hook')
  if (argoHook.exists && !isSkipped(argoHook)) return { method: 'argocd-hook', at: argoHook }
  const helmHook = annotations.at('helm.sh/hook')
  if (helmHook.exists) return { method: 'helm-hook', at: helmHook }
  return (
    startingWith(annotations, 'argocd.argoproj.io/', 'argocd') ??
    startingWith(labels, 'argocd.argoproj.io/', 'argocd') ??
    startingWith(annotations, 'kustomize.toolkit.fluxcd.io/', 'flux') ??
    startingWith(labels, 'kustomize.toolkit.fluxcd.io/', 'flux') ??
    // Flux has Helm install a chart, with its hooks, and does not bring back what is deleted unless it is asked to.
    startingWith(labels, 'helm.toolkit.fluxcd.io/', 'helm') ??
    startingWith(labels, 'helm.sh/chart', 'helm') ??
    startingWith(annotations, 'meta.helm.sh/', 'helm') ??
    managedByHelm(labels)
  )
}

/** What keeps a tool from applying an object at all: `hook: Skip`, or Flux's `reconcile: disabled` and `ssa: Ignore`. */
export function passedBy(metadata: Field, method: DeliveryMethod): Field | undefined {
  const annotations = metadata.at('annotations')
  if (method === 'argocd') {
    const hook = annotations.at('argocd.argoproj.io/hook')
    return isSkipped(hook) ? hook : undefined
  }
  if (method !== 'flux') return undefined
  const says = (key: string, word: string) => {
    const at = annotations.at(`kustomize.toolkit.fluxcd.io/${key}`)
    return String(at.value).toLowerCase() === word ? at : undefined
  }
  return says('reconcile', 'disabled') ?? says('ssa', 'ignore')
}

/** Whether Argo CD applies an object at no time: words that it does not know count for nothing, and `Skip` only alone. */
function isSkipped({ value }: Field): boolean {
  if (typeof value !== 'string' || !value.includes('Skip')) return false
  const words = value.split(',').map((word) => word.trim())
  return words.filter((word) => argoPhases.includes(word)).join() === 'Skip'
}

const argoPhases = hookAnnotations.find(({ key }) => key === 'argocd.argoproj.io/hook')?.values ?? []

/** Whether a hook is written where no tool looks: as a label, or by a name like theirs. */
export function isMeantAsHook(metadata: Field): boolean {
  const annotations = metadata.at('annotations').entries()
  const keys = [...annotations.filter(([, field]) => !isSkipped(field)), ...metadata.at('labels').entries()]
  return keys.some(([key]) => /^(?:helm\.sh|argocd\.argoproj\.io)\/hooks?$/.test(key))
}

/** Whether an object asks its tool to replace it by force. */
export function isReplaced(metadata: Field): boolean {
  const annotations = metadata.at('annotations')
  const options = String(annotations.at('argocd.argoproj.io/sync-options').value ?? '')
  const isArgo = /\bForce=true\b/.test(options) && /\bReplace=true\b/.test(options)
  const flux = annotations.at('kustomize.toolkit.fluxcd.io/force').value
  return isArgo || String(flux).toLowerCase() === 'enabled'
}

function startingWith(fields: Field, prefix: string, method: DeliveryMethod): Sign {
  const found = fields.entries().find(([key]) => key.startsWith(prefix))
  return found && { method, at: found[1].key }
}

function managedByHelm(labels: Field): Sign {
  const at = labels.at('app.kubernetes.io/managed-by')
  return at.value === 'Helm' ? { method: 'helm', at } : undefined
}
