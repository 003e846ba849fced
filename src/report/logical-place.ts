import type { Finding } from '../core/rule/index.ts'
import { printable } from '../text/index.ts'

/** The object that a finding is about: `Job/shop/migrate`; empty where it is about none. */
export function objectOf({ resource }: Finding): string {
  const { kind, namespace, name } = resource ?? {}
  return printable([kind, namespace, name].filter((part) => part !== undefined).join('/'))
}

/** The field that a finding is about: `spec.containers[0].image`; empty where it is about the text. */
export function fieldOf({ path }: Finding): string {
  const keys = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
  return printable(keys.join('').replace(/^\./, ''))
}
