import type { Finding } from '../core/rule/index.ts'
import { cut, printable } from '../text/index.ts'

/** The object that a finding is about: `Job/shop/migrate`; empty where it is about none. */
export function objectOf({ resource }: Pick<Finding, 'resource'>): string {
  const { kind, namespace, name } = namesOf(resource)
  return [kind, namespace, name].filter((part) => part !== undefined).join('/')
}

/** The same for people: `Job shop/migrate`. */
export function objectTitle({ resource }: Pick<Finding, 'resource'>): string {
  const { kind, namespace, name = '(unnamed)' } = namesOf(resource)
  return kind === undefined ? '' : `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}

/** A message for where nothing else says what it is about: `Job shop/migrate (chart/templates/job.yaml): …`. */
export function titled(finding: Finding): string {
  const { source, message } = finding
  const title = [objectTitle(finding), source && `(${source})`].filter(Boolean).join(' ')
  return title === '' ? message : `${title}: ${message}`
}

/** What an object is called, safe to print; a generated name ends in an asterisk. */
export function namesOf(
  resource: Finding['resource']
): Partial<Record<'kind' | 'namespace' | 'name', string>> {
  if (resource === undefined) return {}
  const { kind, namespace, generateName } = resource
  const name = resource.name ?? (generateName === undefined ? undefined : `${generateName}*`)
  const shown = (text: string) => cut(printable(text), 253)
  return {
    kind,
    ...(namespace !== undefined && { namespace: shown(namespace) }),
    ...(name !== undefined && { name: shown(name) })
  }
}

/** The field that a finding is about: `spec.containers[0].image`; empty where it is about the text. */
export function fieldOf({ path }: Finding): string {
  const keys = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
  return printable(keys.join('').replace(/^\./, ''))
}
