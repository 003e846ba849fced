import type { Field } from '../document/index.ts'
import type { DeliveryMethod } from './delivery-method.ts'

/** What in an object gives its delivery away. */
type Sign = { readonly method: DeliveryMethod; readonly at: Field } | undefined

/** The signs, the strongest first: Argo CD ignores Helm's hook annotation where its own stands. */
export function signOf(metadata: Field): Sign {
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

/** Whether a hook is written where no tool looks: as a label, or by a name like theirs. */
export function isMeantAsHook(metadata: Field): boolean {
  const annotations = metadata.at('annotations').entries()
  const keys = [
    ...annotations.filter(([, { value }]) => value !== 'Skip'),
    ...metadata.at('labels').entries()
  ]
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
