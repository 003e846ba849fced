import type { Fault } from './fault.ts'
import type { Json, Node } from './tree.ts'

/** Marks an object that has a key which JSON does not allow; what is overwritten later does no harm. */
export const badPair = Symbol('bad pair')

export type Draft = Record<string, Json> & { [badPair]?: Fault | undefined }

export function put(object: Draft, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}

/** What may come from aliases of everything that is read, by how much is read. */
export function allowedShare(steps: number): number {
  if (steps <= 400_000) return 0.99
  return steps >= 4_000_000 ? 0.1 : 0.99 - (0.89 * (steps - 400_000)) / 3_600_000
}

export function aliasTargets(tree: Node): Set<Node> {
  const found = new Set<Node>()
  const visit = (node: Node): void => {
    if (node.type === 'alias') {
      if (node.target !== undefined) found.add(node.target)
    } else if (node.type === 'sequence') for (const item of node.items) visit(item)
    else if (node.type === 'mapping') {
      for (const { key, value } of node.pairs) {
        visit(key)
        visit(value)
      }
    }
  }
  visit(tree)
  return found
}

/** The first bad key of a value or, if it has none, the first number that JSON lacks. */
export function findBad(value: Json): Fault | number | undefined {
  let number: number | undefined
  const seen = new Set<Json>()
  const visit = (one: Json): Fault | undefined => {
    if (typeof one === 'number' && !Number.isFinite(one)) number ??= one
    if (typeof one !== 'object' || one === null || seen.has(one)) return undefined
    seen.add(one)
    const own = (one as Draft)[badPair]
    if (own !== undefined) return own
    for (const part of Object.values(one)) {
      const found = visit(part)
      if (found !== undefined) return found
    }
    return undefined
  }
  return visit(value) ?? number
}

export function findNumber(node: Node, value: number): Node | undefined {
  if (node.type === 'scalar') return Object.is(node.value, value) ? node : undefined
  if (node.type === 'alias') return undefined
  const parts = node.type === 'sequence' ? node.items : node.pairs.map((pair) => pair.value)
  for (const part of parts) {
    const found = findNumber(part, value)
    if (found !== undefined) return found
  }
  return undefined
}
