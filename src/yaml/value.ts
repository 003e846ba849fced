import type { SyntaxFault } from './recover.ts'
import { isMerge, keyName, type MappingNode, type Node, resolve } from './tree.ts'

/** A value as the API server sees it, after YAML was turned into JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * The JSON that Kubernetes makes of a tree, or the fault for which it makes none. Aliases share one object, merge
 * keys apply where they stand (the last writer wins), a key written twice keeps its last value.
 */
export function readValue(tree: Node): { readonly value: Json } | { readonly fault: SyntaxFault } {
  try {
    if (hasAlias(tree)) checkExpansion(tree)
    return { value: convert(tree, new Map()) }
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault }
    throw error
  }
}

/** A template expression such as `{{ .Values.name }}` that happens to parse as a mapping in a mapping. */
export function isBraceTemplate(node: Node): boolean {
  if (node.type !== 'mapping' || !node.flow || node.pairs.length !== 1) return false
  const key = node.pairs[0]?.key
  return key?.type === 'mapping' && key.flow
}

class Unreadable extends Error {
  readonly fault: SyntaxFault
  constructor(node: Node, code: string, message: string) {
    super(message)
    this.fault = { code, message, start: node.start, end: Math.max(node.end, node.start + 1) }
  }
}

function convert(node: Node, done: Map<Node, Json | undefined>): Json {
  const known = done.get(node)
  if (known !== undefined) return known
  if (done.has(node)) throw new Unreadable(node, 'RECURSIVE_ALIAS', 'An anchor whose value contains itself.')
  if (node.type === 'scalar') return scalarValue(node)
  if (node.type === 'alias') {
    if (node.target !== undefined) return convert(node.target, done)
    throw new Unreadable(node, 'UNKNOWN_ALIAS', `There is no anchor &${node.name} above this alias.`)
  }
  done.set(node, undefined)
  const value: Json =
    node.type === 'sequence' ? node.items.map((item) => convert(item, done)) : mapping(node, done)
  done.set(node, value)
  return value
}

function scalarValue(node: Node & { type: 'scalar' }): Json {
  if (typeof node.value !== 'number' || Number.isFinite(node.value)) return node.value
  throw new Unreadable(
    node,
    'NOT_JSON',
    `YAML reads ${node.text} as a number that JSON does not have; quote it.`
  )
}

function mapping(node: MappingNode, done: Map<Node, Json | undefined>): Json {
  if (isBraceTemplate(node)) return '{{ }}'
  const object: Record<string, Json> = {}
  for (const pair of node.pairs) {
    if (isMerge(pair)) {
      for (const source of mergeSources(pair.value, done)) {
        for (const [key, value] of Object.entries(source as object)) put(object, key, value)
      }
      continue
    }
    const key = keyName(pair.key)
    if (key === undefined)
      throw new Unreadable(pair.key, 'BAD_KEY', 'A key has to be a plain word, number or string.')
    put(object, key, convert(pair.value, done))
  }
  return object
}

function put(object: Record<string, Json>, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}

/** The mappings behind a `<<` key, those that win last. */
function mergeSources(node: Node, done: Map<Node, Json | undefined>): Json[] {
  const target = resolve(node)
  const sources = target?.type === 'sequence' ? [...target.items].reverse() : [node]
  return sources.map((source) => {
    if (resolve(source)?.type === 'mapping' || (source.type === 'alias' && source.target === undefined)) {
      return convert(source, done)
    }
    throw new Unreadable(
      source,
      'BAD_MERGE',
      'Only a mapping, or a list of mappings, can be merged with "<<".'
    )
  })
}

function hasAlias(node: Node): boolean {
  if (node.type === 'alias') return true
  if (node.type === 'sequence') return node.items.some(hasAlias)
  return node.type === 'mapping' && node.pairs.some(({ key, value }) => hasAlias(key) || hasAlias(value))
}

/** Refuses what go-yaml refuses as "excessive aliasing": few lines that stand for millions of values. */
function checkExpansion(tree: Node): void {
  let all = 0
  let aliased = 0
  const inside = new Set<Node>()
  const count = (node: Node, depth: number): void => {
    all++
    if (depth > 0) aliased++
    if (aliased > 100 && all > 1000 && aliased / all > allowedShare(all)) {
      throw new Unreadable(
        tree,
        'ALIAS_BOMB',
        'The aliases in this document multiply it beyond what kubectl reads.'
      )
    }
    if (node.type === 'alias') {
      const { target } = node
      if (target === undefined || inside.has(target)) return
      inside.add(target)
      count(target, depth + 1)
      inside.delete(target)
    } else if (node.type === 'sequence') {
      for (const item of node.items) count(item, depth)
    } else if (node.type === 'mapping') {
      for (const { key, value } of node.pairs) {
        count(key, depth)
        count(value, depth)
      }
    }
  }
  count(tree, 0)
}

function allowedShare(all: number): number {
  if (all <= 400_000) return 0.99
  return all >= 4_000_000 ? 0.1 : 0.99 - (0.89 * (all - 400_000)) / 3_600_000
}
