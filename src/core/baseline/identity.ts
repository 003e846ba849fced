import type { Finding, ResourceName } from '../rule/index.ts'

/** What an identity is made of. */
export type Identifiable = Pick<Finding, 'ruleId' | 'resource' | 'field'>

/** What makes a finding the same after an edit elsewhere, beside its file: no line, no message. */
export interface Identity {
  /** `Job production/migrate`; what belongs to no resource belongs to the `file`. */
  readonly resource: string
  /** `ttl-required spec.ttlSecondsAfterFinished`; only the rule where the finding is about the text itself. */
  readonly ruleAndField: string
}

/** The identity of a finding; several may share one, so that they have to be counted. */
export function identityOf({ ruleId, resource, field }: Identifiable): Identity {
  return {
    resource: resource === undefined ? 'file' : nameOf(resource),
    ruleAndField: field === undefined ? ruleId : `${ruleId} ${field}`
  }
}

/** Whether a resource has a name of its own, as `identityOf` writes it. */
export function isNamed({ resource }: Identity): boolean {
  return resource.includes(' ')
}

function nameOf({ kind, name, generateName, namespace }: ResourceName): string {
  const own = name ?? (generateName === undefined ? undefined : `${generateName}*`)
  if (own === undefined) return kind
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${own}`.slice(0, longest)
}

/** Longer than any name that Kubernetes takes. */
const longest = 600
