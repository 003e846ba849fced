import { aliasTargets, allowedShare, badPair, type Draft, findBad, findNumber, put } from './draft.ts'
import { type Fault, type FaultCode, jsonFault, Unreadable } from './fault.ts'
import { goValue, keyName } from './go.ts'
import { tagProblem } from './scalar.ts'
import {
  braceTemplate,
  deepest,
  isBraceTemplate,
  isMerge,
  type Json,
  type MappingNode,
  type Node,
  resolve,
  type ScalarNode
} from './tree.ts'

export interface ValueOptions {
  /** Whether the tree comes from JSON. */
  readonly isJson?: boolean
  /** Whether the tree has aliases, if that is known. */
  readonly hasAlias?: boolean
  /** Whether `{{ … }}` is a text instead of a fault. */
  readonly takesTemplates?: boolean
}

/**
 * The JSON that Kubernetes makes of a tree, or the fault for which it makes none. Aliases share one object, merge
 * keys apply where they stand (the last writer wins), a key written twice keeps its last value.
 */
export function readValue(tree: Node, options: ValueOptions = {}): { value: Json } | { fault: Fault } {
  try {
    return { value: new Decoder(options).decode(tree) }
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault }
    throw error
  }
}

/** What an anchor stands for, how many steps go-yaml takes to read it, and how deep it is nested. */
interface Known {
  readonly value: Json
  readonly steps: number
  readonly height: number
}

class Decoder {
  private readonly options: ValueOptions
  /** The targets of aliases; undefined while one is being read. */
  private readonly known = new Map<Node, Known | undefined>()
  /** Numbers that JSON does not have, and objects with bad keys, may have been met. */
  private isSuspect = false
  private steps = 1
  private aliasSteps = 0
  /** The greatest nesting below the node that was read last. */
  private height = 0

  constructor(options: ValueOptions) {
    this.options = options
  }

  decode(tree: Node): Json {
    if (this.options.hasAlias !== false) {
      for (const target of aliasTargets(tree)) this.known.set(target, undefined)
    }
    const value = this.convert(tree)
    if (this.isSuspect) this.refuseWhatJsonLacks(tree, value)
    return value
  }

  private convert(node: Node): Json {
    if (node.type === 'alias') return this.alias(node)
    this.steps++
    this.checkExpansion(node)
    if (node.type === 'scalar') {
      this.height = 0
      return this.scalar(node)
    }
    const before = this.steps - 1
    const value: Json = node.type === 'sequence' ? this.sequence(node.items) : this.mapping(node)
    this.height++
    if (this.known.has(node)) this.known.set(node, { value, steps: this.steps - before, height: this.height })
    return value
  }

  private scalar(node: ScalarNode): Json {
    const { value, tag, text } = node
    if (tag !== undefined) {
      const problem = tagProblem(tag, text)
      const code = tag.endsWith('binary') ? 'BAD_BASE64' : 'TAG_MISMATCH'
      if (problem !== undefined) this.fail(node, code, problem)
    }
    if (typeof value === 'number' && !Number.isFinite(value)) this.isSuspect = true
    return value
  }

  private sequence(items: readonly Node[]): Json {
    let height = 0
    const values = new Array<Json>(items.length)
    for (let index = 0; index < items.length; index++) {
      values[index] = this.convert(items[index] as Node)
      if (this.height > height) height = this.height
    }
    this.height = height
    return values
  }

  private mapping(node: MappingNode): Json {
    if (this.options.takesTemplates && isBraceTemplate(node)) return braceTemplate(node)
    const object: Draft = {}
    let height = 0
    for (const pair of node.pairs) {
      if (isMerge(pair)) this.merge(object, pair.value)
      else this.put(object, pair.key, pair.value)
      if (this.height > height) height = this.height
    }
    this.height = height
    return object
  }

  private put(object: Draft, keyNode: Node, valueNode: Node) {
    const key = this.convert(keyNode)
    if (typeof key === 'string') return put(object, key, this.convert(valueNode))
    if (typeof key === 'object' && key !== null) {
      this.fail(keyNode, 'BAD_KEY', `invalid map key: ${goValue(keyNode)}`)
    }
    const name = keyName(keyNode)
    const value = this.convert(valueNode)
    if (name !== undefined) return put(object, name, value)
    this.isSuspect = true
    const target = resolve(keyNode)
    const isNull = target?.type === 'scalar' && target.value === null
    const [type, written] = isNull ? ['%!s(<nil>)', '<nil>'] : ['uint64', goValue(keyNode)]
    const words = `unsupported map key of type: ${type}, key: ${written}, value: ${goValue(valueNode, true)}`
    object[badPair] = jsonFault('BAD_KEY', words, keyNode)
  }

  /** Puts the pairs behind a `<<` key into an object, those that win last. */
  private merge(object: Draft, node: Node): void {
    const sources = node.type === 'sequence' ? [...node.items].reverse() : [node]
    if (node.type === 'sequence') {
      for (const source of sources) {
        if (resolve(source)?.type !== 'mapping') this.failMerge(source)
        this.assign(object, source)
      }
    } else if (resolve(node)?.type === 'mapping') this.assign(object, node)
    else this.failMerge(node)
  }

  private assign(object: Draft, source: Node): void {
    const values = this.convert(source) as Draft
    for (const key of Object.keys(values)) put(object, key, values[key] as Json)
    if (values[badPair] !== undefined) object[badPair] = values[badPair]
  }

  private failMerge(node: Node): never {
    this.fail(node, 'BAD_MERGE', 'map merge requires map or sequence of maps as the value')
  }

  private alias(node: Node & { type: 'alias' }): Json {
    const target = node.target as Node
    const known =
      target.type === 'scalar' ? { value: this.scalar(target), steps: 1, height: 0 } : this.known.get(target)
    if (known === undefined) {
      this.fail(node, 'ALIAS_LOOP', `anchor '${node.name}' value contains itself`)
    }
    this.steps += 1 + known.steps
    this.aliasSteps += known.steps
    this.checkExpansion(node)
    this.height = known.height
    if (known.height >= deepest) {
      const message = 'The aliases nest this value too deep; no Kubernetes object is.'
      throw new Unreadable({ code: 'TOO_DEEP', message, ...placeOf(node) })
    }
    return known.value
  }

  /** Refuses what go-yaml refuses as "excessive aliasing": few lines that stand for millions of values. */
  private checkExpansion(node: Node): void {
    if (this.aliasSteps <= 100 || this.steps <= 1000) return
    if (this.aliasSteps / this.steps <= allowedShare(this.steps)) return
    this.fail(node, 'ALIAS_BOMB', 'document contains excessive aliasing')
  }

  private refuseWhatJsonLacks(tree: Node, value: Json): void {
    const bad = findBad(value)
    if (bad === undefined) return
    if (typeof bad !== 'number') throw new Unreadable(bad)
    const node = findNumber(tree, bad) ?? tree
    if (this.options.isJson && node.type === 'scalar') {
      const kubectl = `json: cannot unmarshal number ${node.text} into Go value of type float64`
      throw new Unreadable({ code: 'NOT_JSON', message: kubectl, kubectl, ...placeOf(node) })
    }
    const written = Number.isNaN(bad) ? 'NaN' : bad > 0 ? '+Inf' : '-Inf'
    throw new Unreadable(jsonFault('NOT_JSON', `json: unsupported value: ${written}`, node))
  }

  private fail(node: Node, code: FaultCode, words: string): never {
    throw new Unreadable(jsonFault(code, `yaml: ${words}`, node))
  }
}

function placeOf({ start, end }: Node): { start: number; end: number } {
  return { start, end: Math.max(end, start + 1) }
}
