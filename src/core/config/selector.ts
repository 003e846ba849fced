import { fitsWildcard } from '../../text/index.ts'
import { metadataValues, type Resource } from '../manifest/index.ts'

/** Which resources an override applies to: those that match all that it names; `*` matches any characters. */
export interface Selector {
  readonly kinds?: readonly string[]
  readonly namespaces?: readonly string[]
  readonly names?: readonly string[]
  /** Labels on the object or on its Pod template. */
  readonly labels?: Readonly<Record<string, string>>
}

export const selectorKeys = ['kinds', 'namespaces', 'names', 'labels'] as const

/** Whether an override chooses among resources, so that it is not about whole files. */
export function isSelecting(override: Selector): boolean {
  return selectorKeys.some((key) => override[key] !== undefined)
}

/** Whether a resource is one of those that a selector means. */
export function selects({ kinds, namespaces, names, labels }: Selector, resource: Resource): boolean {
  const { kind, metadata, surroundings } = resource
  const name = metadata.at('name').value ?? metadata.at('generateName').value
  const namespace = surroundings.kustomization?.namespace ?? metadata.at('namespace').value
  return (
    fitsOne(kind, kinds) &&
    fitsOne(name, names) &&
    fitsOne(namespace, namespaces) &&
    Object.entries(labels ?? {}).every(([key, pattern]) =>
      metadataValues(resource, 'labels', key).some(({ value }) => fitsOne(value, [pattern]))
    )
  )
}

/** What is not written fits `*` alone. */
function fitsOne(value: unknown, patterns: readonly string[] | undefined): boolean {
  const text = typeof value === 'string' ? value : ''
  return patterns === undefined || patterns.some((pattern) => fitsWildcard(text, pattern))
}
