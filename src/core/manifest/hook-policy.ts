import type { Field } from '../document/index.ts'
import { hookAnnotations, unknownWords } from './hook-annotations.ts'
import type { Resource } from './resource.ts'

/** When a tool deletes a hook: before it creates the next one, or once it has ended one way or the other. */
export interface HookPolicy {
  readonly tool: 'Helm' | 'Argo CD'
  /** The annotation that says it, or would. */
  readonly at: Field
  readonly deletes: ReadonlySet<HookDeletion>
  /** Whether it is filled in later or has words that the tool does not know, so that nobody can judge it. */
  readonly isUnclear: boolean
}

export type HookDeletion = 'before' | 'succeeded' | 'failed'

/**
 * The delete policies that count for a hook, one for each tool that runs it. A written policy replaces the default,
 * which is to delete the last run before the next; Argo CD takes those of both tools together.
 */
export function hookPolicies({ metadata, delivery }: Pick<Resource, 'metadata' | 'delivery'>): HookPolicy[] {
  if (!delivery.isHook) return []
  const annotations = metadata.at('annotations')
  const [helm, argo] = [annotations.at(keys.Helm), annotations.at(keys['Argo CD'])]
  const isHelm = delivery.method === 'helm-hook' || annotations.at('helm.sh/hook').exists
  const found: HookPolicy[] = []
  if (delivery.method === 'argocd-hook')
    found.push(policy('Argo CD', argo.exists || !helm.exists ? argo : helm, [argo, helm]))
  if (isHelm) found.push(policy('Helm', helm, [helm]))
  return found
}

/** The words of each tool. */
export const hookPolicyWords: Readonly<Record<HookPolicy['tool'], Readonly<Record<HookDeletion, string>>>> = {
  Helm: { before: 'before-hook-creation', succeeded: 'hook-succeeded', failed: 'hook-failed' },
  'Argo CD': { before: 'BeforeHookCreation', succeeded: 'HookSucceeded', failed: 'HookFailed' }
}

const keys = { Helm: 'helm.sh/hook-delete-policy', 'Argo CD': 'argocd.argoproj.io/hook-delete-policy' }

function policy(tool: HookPolicy['tool'], at: Field, fields: readonly Field[]): HookPolicy {
  const written = fields.filter((field) => field.exists)
  const deletes = new Set(written.flatMap(deletionsIn))
  // Helm counts even an empty policy as one, Argo CD only words that it knows.
  const isDefault = tool === 'Helm' ? written.length === 0 : deletes.size === 0
  return {
    tool,
    at,
    deletes: isDefault ? new Set(['before']) : deletes,
    isUnclear: written.some(isUnclear)
  }
}

/** What one annotation asks to delete. */
export function deletionsIn({ path, value }: Field): HookDeletion[] {
  const tool = path.at(-1) === keys.Helm ? 'Helm' : 'Argo CD'
  const words = String(value)
    .split(',')
    .map((word) => (tool === 'Helm' ? word.trim().toLowerCase() : word.trim()))
  const known = hookPolicyWords[tool]
  return (['before', 'succeeded', 'failed'] as const).filter((deletion) => words.includes(known[deletion]))
}

function isUnclear({ path, value, isPlaceholder }: Field): boolean {
  const known = hookAnnotations.find(({ key }) => key === path.at(-1))
  if (typeof value !== 'string' || isPlaceholder || known === undefined) return true
  return unknownWords(known, value).some(({ word }) => word !== '')
}
