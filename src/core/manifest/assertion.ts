import type { Field } from '../document/index.ts'

/**
 * Whether this object only says what a test wants to see in the cluster, and is never applied: a status without a
 * name, or keys that are expressions of Chainsaw, such as `(containers[?name == 'app'])`.
 */
export function isAssertion(root: Field): boolean {
  const isNamed = ['name', 'generateName'].some((key) => root.at('metadata', key).exists)
  return (!isNamed && root.at('status').entries().length > 0) || hasExpression(root.value)
}

function hasExpression(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(hasExpression)
  return Object.entries(value).some(([key, below]) => /^\(.+\)$/.test(key) || hasExpression(below))
}
