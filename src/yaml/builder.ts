import { depthFault, jsonFault, type KubectlWords, syntaxFault, Unreadable } from './fault.ts'
import { resolvePlain, resolveTagged } from './scalar.ts'
import type { Scanner } from './scanner.ts'
import * as T from './tokens.ts'
import {
  type AliasNode,
  deepest,
  type MappingNode,
  type Node,
  type ScalarNode,
  type SequenceNode
} from './tree.ts'

/** Makes nodes of tokens, and knows their anchors, tags and places. */
export class Builder {
  protected readonly scanner: Scanner
  protected hasAlias = false
  /** Where the last node, bracket, anchor or tag ended: there stands what is absent. */
  protected end: number
  /** The innermost collection, and in how many others it is. */
  private open: MappingNode | SequenceNode | undefined
  private depth = 0
  private readonly anchors = new Map<string, Node>()
  private readonly prefixes = new Map<string, string>()

  constructor(scanner: Scanner) {
    this.scanner = scanner
    this.end = scanner.from
  }

  /** Goes on to the next token; gives its kind. */
  protected next(): number {
    this.scanner.skip()
    return this.scanner.peek().kind
  }

  protected alias(): AliasNode {
    const { start, end, text: name } = this.scanner.peek()
    const target = this.anchors.get(name)
    if (target === undefined) {
      throw new Unreadable(
        jsonFault('UNKNOWN_ANCHOR', `yaml: unknown anchor '${name}' referenced`, { start, end })
      )
    }
    this.hasAlias = true
    this.end = end
    this.scanner.skip()
    return { type: 'alias', start, end, name, target }
  }

  protected scalar(tag?: string, anchor?: string): ScalarNode {
    const { start: begins, end, text, style } = this.scanner.peek()
    const start = style === 'block' ? this.scanner.startOfNextLine(begins) : begins
    const value = tag !== undefined ? resolveTagged(tag, text) : style === 'plain' ? resolvePlain(text) : text
    this.end = end
    this.scanner.skip()
    return this.named(anchor, { type: 'scalar', start, end, style, text, value, tag })
  }

  /** A node that is not written. */
  protected empty(tag?: string, anchor?: string): ScalarNode {
    const { end } = this
    const value = tag === undefined ? null : resolveTagged(tag, '')
    return this.named(anchor, { type: 'scalar', start: end, end, style: 'plain', text: '', value, tag })
  }

  protected mapping(
    flow: boolean,
    anchor: string | undefined,
    fill: (node: MappingNode) => void
  ): MappingNode {
    const { start } = this.scanner.peek()
    return this.filled({ type: 'mapping', start, end: 0, flow, pairs: [] }, anchor, fill)
  }

  protected sequence(
    flow: boolean,
    anchor: string | undefined,
    fill: (node: SequenceNode) => void
  ): SequenceNode {
    const { start } = this.scanner.peek()
    return this.filled({ type: 'sequence', start, end: 0, flow, items: [] }, anchor, fill)
  }

  private filled<Kind extends MappingNode | SequenceNode>(
    node: Kind,
    anchor: string | undefined,
    fill: (node: Kind) => void
  ): Kind {
    if (this.depth >= deepest) throw new Unreadable(depthFault(node.start))
    const outer = this.open
    this.open = this.named(anchor, node)
    this.depth++
    fill(node)
    this.depth--
    this.open = outer
    node.end = this.end
    return node
  }

  private named<Kind extends Node>(anchor: string | undefined, node: Kind): Kind {
    if (anchor !== undefined) this.anchors.set(anchor, node)
    return node
  }

  /** Takes over a `%TAG` directive. */
  protected define({ handle, suffix }: T.TagValue): void {
    if (this.prefixes.has(handle)) this.fail('found duplicate %TAG directive')
    this.prefixes.set(handle, suffix)
  }

  /** A tag in full. */
  protected tag({ handle, suffix }: T.TagValue, begins: number, at: number): string {
    if (handle === '') return suffix
    const prefix = this.prefixes.get(handle) ?? standardPrefixes[handle]
    if (prefix === undefined) this.fail('found undefined tag handle', begins, at)
    return prefix + suffix
  }

  /** Fails where a node should begin, but for its anchor and tag. */
  protected failNode(begins: number, isBlock: boolean): never {
    const isUnclosed = this.scanner.peek().kind === T.STREAM_END && !isBlock
    this.fail('did not find expected node content', isUnclosed ? this.open?.start : begins)
  }

  protected fail(problem: KubectlWords, opened?: number, at = this.scanner.peek().start): never {
    const { source, from } = this.scanner
    const fault = syntaxFault(problem, 'parse', { source, from, at, opened })
    if (!this.open?.flow || !isDocumentEnd(this.scanner.peek().kind)) throw new Unreadable(fault)
    throw new Unreadable({ ...fault, code: 'UNCLOSED_BRACKET', opened: this.open.start })
  }
}

const standardPrefixes: { readonly [handle: string]: string } = { '!': '!', '!!': 'tag:yaml.org,2002:' }

/** Whether a token ends the document before it, or begins the next one. */
export function isDocumentEnd(kind: number): boolean {
  return kind === T.STREAM_END || (kind >= T.VERSION_DIRECTIVE && kind <= T.DOCUMENT_END)
}
