import { depthFault, type Problem, syntaxFault, Unreadable } from './fault.ts'
import type { Range } from './positions.ts'
import { resolvePlain, resolveTagged } from './scalar.ts'
import type { TagValue } from './scan-properties.ts'
import { type Scanner, simpleFlowPair, simpleItem } from './scanner.ts'
import * as T from './tokens.ts'
import {
  deepest,
  type MappingNode,
  type Node,
  type Scalar,
  type ScalarNode,
  type SequenceNode
} from './tree.ts'

/** What stands in a piece of text: the tree of its first document, if there is any. */
export interface Parsed {
  readonly tree: Node | undefined
  /** What follows the first document and is dropped in silence. */
  readonly rest: Range | undefined
  readonly hasAlias: boolean
}

/** What comes next, named as the states of libyaml's parser. */
const BLOCK_SEQUENCE_ENTRY = 0
const INDENTLESS_SEQUENCE_ENTRY = 1
const BLOCK_MAPPING_KEY = 2
const BLOCK_MAPPING_VALUE = 3
const FLOW_SEQUENCE_ENTRY = 4
const FLOW_SEQUENCE_FIRST_ENTRY = 5
const FLOW_PAIR_VALUE = 6
const FLOW_PAIR_END = 7
const FLOW_MAPPING_KEY = 8
const FLOW_MAPPING_FIRST_KEY = 9
const FLOW_MAPPING_VALUE = 10
const FLOW_MAPPING_EMPTY_VALUE = 11
const BLOCK_MAPPING_COLON = 12
const DONE = 13

/** Builds the tree of a piece of text from its tokens, without calling itself, as libyaml's parser does. */
export class Parser {
  private readonly scanner: Scanner
  private readonly source: string
  private state = DONE
  /** Where to go on once the innermost open node is complete. */
  private readonly states: number[] = []
  /** The collections around the innermost, and the key that each is waiting with for its value. */
  private readonly parents: (MappingNode | SequenceNode | undefined)[] = []
  private readonly parentKeys: (Node | undefined)[] = []
  private open: MappingNode | SequenceNode | undefined
  private key: Node | undefined
  private root: Node | undefined
  /** Where the last node, bracket, anchor or tag ended: there stands what is absent. */
  private end: number
  private hasAlias = false
  private anchors: Map<string, Node> | undefined
  private tagPrefixes: Map<string, string> | undefined

  constructor(scanner: Scanner) {
    this.scanner = scanner
    this.source = scanner.source
    this.end = scanner.from
  }

  /** The first document of the piece; throws `Unreadable` where there is a fault. */
  parse(): Parsed {
    const scanner = this.scanner
    const kind = scanner.peek()
    if (kind === T.STREAM_END) return { tree: undefined, rest: undefined, hasAlias: false }
    if (kind === T.VERSION_DIRECTIVE || kind === T.TAG_DIRECTIVE || kind === T.DOCUMENT_START) {
      this.directives()
      if (scanner.peek() !== T.DOCUMENT_START) this.fail('did not find expected <document start>')
      scanner.skip()
      if (isDocumentEnd(scanner.peek())) this.empty(this.end)
      else this.begin(DONE, true, false)
    } else this.begin(DONE, true, false)
    while (this.state !== DONE) this.step()
    return { tree: this.root, rest: this.rest(), hasAlias: this.hasAlias }
  }

  private rest(): Range | undefined {
    const scanner = this.scanner
    const kind = scanner.peek()
    if (kind === T.STREAM_END) return undefined
    if (kind !== T.DOCUMENT_END) return { start: this.startOfToken(), end: scanner.limit }
    do {
      scanner.skipBlanks()
      scanner.skipComment()
    } while (scanner.skipBreak())
    return scanner.at < scanner.limit ? { start: scanner.at, end: scanner.limit } : undefined
  }

  private step() {
    switch (this.state) {
      case BLOCK_SEQUENCE_ENTRY:
        return this.blockSequenceEntry()
      case INDENTLESS_SEQUENCE_ENTRY:
        return this.indentlessSequenceEntry()
      case BLOCK_MAPPING_KEY:
        return this.blockMappingKey()
      case BLOCK_MAPPING_VALUE:
        return this.blockMappingValue()
      case BLOCK_MAPPING_COLON:
        return this.blockMappingColon()
      case FLOW_SEQUENCE_ENTRY:
      case FLOW_SEQUENCE_FIRST_ENTRY:
        return this.flowSequenceEntry()
      case FLOW_PAIR_VALUE:
        return this.flowPairValue()
      case FLOW_PAIR_END:
        this.close(this.end)
        this.state = FLOW_SEQUENCE_ENTRY
        return
      case FLOW_MAPPING_KEY:
      case FLOW_MAPPING_FIRST_KEY:
        return this.flowMappingKey()
      default:
        return this.flowMappingValue()
    }
  }

  private blockSequenceEntry() {
    const scanner = this.scanner
    if (scanner.simpleDash()) return this.blockSequenceItem()
    const kind = scanner.peek()
    if (kind === T.BLOCK_ENTRY) {
      scanner.skip()
      this.blockSequenceItem()
    } else if (kind === T.BLOCK_END) {
      scanner.skip()
      this.finish(this.end)
    } else this.fail("did not find expected '-' indicator", this.open?.start)
  }

  private blockSequenceItem(): void {
    if (this.simpleMapping(BLOCK_SEQUENCE_ENTRY)) return
    const kind = this.scanner.peek()
    if (kind === T.BLOCK_ENTRY || kind === T.BLOCK_END) this.empty(this.end)
    else this.begin(BLOCK_SEQUENCE_ENTRY, true, false)
  }

  /** A list that is indented no further than its key: it ends with what is no `-`, without a token of its own. */
  private indentlessSequenceEntry() {
    const scanner = this.scanner
    if (scanner.peek() !== T.BLOCK_ENTRY) return this.finish(this.end)
    scanner.skip()
    const kind = scanner.peek()
    if (kind === T.BLOCK_ENTRY || isBlockMappingToken(kind)) this.empty(this.end)
    else this.begin(INDENTLESS_SEQUENCE_ENTRY, true, false)
  }

  private blockMappingKey() {
    const scanner = this.scanner
    const pair = scanner.simplePair(false)
    if (pair !== null) return this.simplePairs(pair)
    const kind = scanner.peek()
    if (kind === T.KEY) {
      scanner.skip()
      this.state = BLOCK_MAPPING_VALUE
      if (isBlockMappingToken(scanner.peek())) this.empty(this.end)
      else this.begin(BLOCK_MAPPING_VALUE, true, true)
    } else if (kind === T.BLOCK_END) {
      scanner.skip()
      this.finish(this.end)
    } else this.fail('did not find expected key', this.open?.start)
  }

  /** Pairs of a plain word and a scalar on the same line, from the first, which the scanner has just found. */
  private simplePairs(first: RegExpExecArray): void {
    const scanner = this.scanner
    for (let pair: RegExpExecArray | null = first; pair !== null; pair = scanner.simplePair(false)) {
      const { index: start, 1: text = '', 2: quoted, 3: plain } = pair
      const end = start + text.length
      this.end = end
      this.key = {
        type: 'scalar',
        start,
        end,
        style: 'plain',
        text,
        value: resolvePlain(text),
        tag: undefined
      }
      if (quoted !== undefined) this.simpleValue(end + 2, end + 4 + quoted.length, 'double', quoted, quoted)
      else if (plain !== undefined) {
        this.simpleValue(end + 2, end + 2 + plain.length, 'plain', plain, resolvePlain(plain))
      } else if (pair[4] === undefined && scanner.simpleValue()) this.place(this.scalar(undefined))
      else {
        this.state = BLOCK_MAPPING_COLON
        return
      }
    }
    this.state = BLOCK_MAPPING_KEY
  }

  private simpleValue(
    start: number,
    end: number,
    style: ScalarNode['style'],
    text: string,
    value: Scalar
  ): void {
    this.end = end
    this.place({ type: 'scalar', start, end, style, text, value, tag: undefined })
  }

  /** A mapping that begins with a simple key, if there is one: the short way of `begin`. */
  private simpleMapping(next: number): boolean {
    const pair = this.scanner.simplePair(true)
    if (pair === null) return false
    this.enter({ type: 'mapping', start: pair.index, end: 0, flow: false, pairs: [] }, next)
    this.simplePairs(pair)
    return true
  }

  private blockMappingValue() {
    const scanner = this.scanner
    this.state = BLOCK_MAPPING_KEY
    if (scanner.peek() !== T.VALUE) return this.empty(this.end)
    scanner.skip()
    this.blockMappingColon()
  }

  private blockMappingColon(): void {
    if (this.simpleMapping(BLOCK_MAPPING_KEY)) return
    this.state = BLOCK_MAPPING_KEY
    if (isBlockMappingToken(this.scanner.peek())) this.empty(this.end)
    else this.begin(BLOCK_MAPPING_KEY, true, true)
  }

  /** Plain enough entries behind a bracket or a comma; whether they end the collection. */
  private simpleEntries(form: RegExp): boolean {
    for (;;) {
      const entry = this.scanner.simpleEntry(form)
      if (entry === null) return false
      const { 1: blanks = '', 2: key = '', 3: quoted, 4: plain = '' } = entry
      let start = entry.index + blanks.length
      if (key !== '') {
        const end = start + key.length
        this.simpleValue(start, end, 'plain', key, resolvePlain(key))
        start = end + 2
      }
      if (quoted !== undefined) this.simpleValue(start, start + quoted.length + 2, 'double', quoted, quoted)
      else this.simpleValue(start, start + plain.length, 'plain', plain, resolvePlain(plain))
      if (entry[5] === ',') continue
      this.end = this.scanner.at
      this.finish(this.end)
      return true
    }
  }

  private flowSequenceEntry() {
    const scanner = this.scanner
    if (this.state === FLOW_SEQUENCE_FIRST_ENTRY && this.simpleEntries(simpleItem)) return
    let kind = scanner.peek()
    if (kind !== T.FLOW_SEQUENCE_END && this.state === FLOW_SEQUENCE_ENTRY) {
      if (kind !== T.FLOW_ENTRY) this.fail("did not find expected ',' or ']'", this.open?.start)
      scanner.skip()
      kind = scanner.peek()
    }
    if (kind === T.FLOW_SEQUENCE_END) return this.closeBracket()
    if (kind !== T.KEY) return this.begin(FLOW_SEQUENCE_ENTRY, false, false)
    this.enter(
      { type: 'mapping', start: this.startOfToken(), end: 0, flow: true, pairs: [] },
      FLOW_PAIR_VALUE
    )
    scanner.skip()
    kind = scanner.peek()
    if (kind !== T.VALUE && kind !== T.FLOW_ENTRY && kind !== T.FLOW_SEQUENCE_END)
      return this.begin(FLOW_PAIR_VALUE, false, false)
    // As go-yaml does, which is surely not meant: what follows an absent key here is swallowed.
    scanner.skip()
    this.empty(this.end)
  }

  /** The value of a pair in a flow sequence, such as `[a: b]`. */
  private flowPairValue() {
    const scanner = this.scanner
    this.state = FLOW_PAIR_END
    if (scanner.peek() === T.VALUE) {
      scanner.skip()
      const kind = scanner.peek()
      if (kind !== T.FLOW_ENTRY && kind !== T.FLOW_SEQUENCE_END)
        return this.begin(FLOW_PAIR_END, false, false)
    }
    this.empty(this.end)
  }

  private flowMappingKey() {
    const scanner = this.scanner
    if (this.state === FLOW_MAPPING_FIRST_KEY && this.simpleEntries(simpleFlowPair)) return
    let kind = scanner.peek()
    if (kind !== T.FLOW_MAPPING_END && this.state === FLOW_MAPPING_KEY) {
      if (kind !== T.FLOW_ENTRY) this.fail("did not find expected ',' or '}'", this.open?.start)
      scanner.skip()
      kind = scanner.peek()
    }
    if (kind === T.FLOW_MAPPING_END) return this.closeBracket()
    if (kind !== T.KEY) return this.begin(FLOW_MAPPING_EMPTY_VALUE, false, false)
    scanner.skip()
    kind = scanner.peek()
    this.state = FLOW_MAPPING_VALUE
    if (kind === T.VALUE || kind === T.FLOW_ENTRY || kind === T.FLOW_MAPPING_END) this.empty(this.end)
    else this.begin(FLOW_MAPPING_VALUE, false, false)
  }

  private flowMappingValue() {
    const scanner = this.scanner
    const isKeyAlone = this.state === FLOW_MAPPING_EMPTY_VALUE
    const kind = scanner.peek()
    this.state = FLOW_MAPPING_KEY
    if (!isKeyAlone && kind === T.VALUE) {
      scanner.skip()
      const next = scanner.peek()
      if (next !== T.FLOW_ENTRY && next !== T.FLOW_MAPPING_END)
        return this.begin(FLOW_MAPPING_KEY, false, false)
    }
    this.empty(this.end)
  }

  /** Begins a node, after which the parser goes on with `next`. */
  private begin(next: number, isBlock: boolean, mayBeIndentless: boolean) {
    const scanner = this.scanner
    let kind = scanner.peek()
    if (kind === T.ALIAS) {
      this.alias()
      this.state = next
      return
    }
    const begins = this.startOfToken()
    let tag: string | undefined
    let anchor: string | undefined
    if (kind === T.TAG || kind === T.ANCHOR) {
      let written: TagValue | undefined
      let tagStart = 0
      for (let count = 0; count < 2; count++) {
        if (kind === T.TAG && written === undefined) {
          written = scanner.values[scanner.head] as TagValue
          tagStart = this.startOfToken()
        } else if (kind === T.ANCHOR && anchor === undefined) anchor = scanner.values[scanner.head] as string
        else break
        this.end = scanner.ends[scanner.head] as number
        scanner.skip()
        kind = scanner.peek()
      }
      tag = written && this.tag(written, begins, tagStart)
    }
    if (kind === T.SCALAR) {
      const node = this.scalar(tag)
      this.state = next
      if (anchor !== undefined) this.name(anchor, node)
      return this.place(node)
    }
    const start = this.startOfToken()
    if (kind === T.FIRST_KEY || kind === T.BLOCK_MAPPING_START) {
      if (!isBlock) this.failNode(kind, begins, isBlock)
      scanner.skip()
      this.enter({ type: 'mapping', start, end: 0, flow: false, pairs: [] }, next, anchor)
      this.state = BLOCK_MAPPING_KEY
    } else if (kind === T.BLOCK_SEQUENCE_START && isBlock) {
      scanner.skip()
      this.enter({ type: 'sequence', start, end: 0, flow: false, items: [] }, next, anchor)
      this.state = BLOCK_SEQUENCE_ENTRY
    } else if (kind === T.BLOCK_ENTRY && mayBeIndentless) {
      this.enter({ type: 'sequence', start, end: 0, flow: false, items: [] }, next, anchor)
      this.state = INDENTLESS_SEQUENCE_ENTRY
    } else if (kind === T.FLOW_SEQUENCE_START) {
      this.openBracket({ type: 'sequence', start, end: 0, flow: true, items: [] }, next, anchor)
      this.state = FLOW_SEQUENCE_FIRST_ENTRY
    } else if (kind === T.FLOW_MAPPING_START) {
      this.openBracket({ type: 'mapping', start, end: 0, flow: true, pairs: [] }, next, anchor)
      this.state = FLOW_MAPPING_FIRST_KEY
    } else if (anchor !== undefined || tag !== undefined) {
      this.state = next
      this.empty(this.end, tag, anchor)
    } else this.failNode(kind, begins, isBlock)
  }

  /** The node of the scalar that is next in the queue. */
  private scalar(tag: string | undefined): ScalarNode {
    const scanner = this.scanner
    const { head } = scanner
    const token = scanner.starts[head] as number
    const end = scanner.ends[head] as number
    const style = this.style(token)
    const start = style === 'block' ? scanner.startOfNextLine(token) : token
    const text = scanner.values[head] as string
    const value = tag !== undefined ? resolveTagged(tag, text) : style === 'plain' ? resolvePlain(text) : text
    this.end = end
    scanner.skip()
    return { type: 'scalar', start, end, style, text, value, tag }
  }

  private style(start: number): ScalarNode['style'] {
    switch (this.source.charCodeAt(start)) {
      case 34:
        return 'double'
      case 39:
        return 'single'
      case 124:
      case 62:
        return 'block'
      default:
        return 'plain'
    }
  }

  private alias(): void {
    const scanner = this.scanner
    const { head } = scanner
    const name = scanner.values[head] as string
    const start = scanner.starts[head] as number
    const end = scanner.ends[head] as number
    const target = this.anchors?.get(name)
    if (target === undefined) {
      const message = `No anchor &${name} stands above this alias; put quotes around the value if it is none.`
      const kubectl = `error converting YAML to JSON: yaml: unknown anchor '${name}' referenced`
      throw new Unreadable({ code: 'UNKNOWN_ANCHOR', message, kubectl, start, end })
    }
    this.hasAlias = true
    this.end = end
    scanner.skip()
    this.place({ type: 'alias', start, end, name, target })
  }

  /** A node that is not written. */
  private empty(at: number, tag?: string, anchor?: string): void {
    const value = tag === undefined ? null : resolveTagged(tag, '')
    const node: ScalarNode = { type: 'scalar', start: at, end: at, style: 'plain', text: '', value, tag }
    if (anchor !== undefined) this.name(anchor, node)
    this.place(node)
  }

  private name(anchor: string, node: Node): void {
    this.anchors ??= new Map()
    this.anchors.set(anchor, node)
  }

  private place(node: Node): void {
    const open = this.open
    if (open === undefined) this.root = node
    else if (open.type === 'sequence') open.items.push(node)
    else if (this.key === undefined) this.key = node
    else {
      open.pairs.push({ key: this.key, value: node })
      this.key = undefined
    }
  }

  private enter(node: MappingNode | SequenceNode, next: number, anchor?: string): void {
    if (this.parents.length >= deepest) throw new Unreadable(depthFault(node.start))
    if (anchor !== undefined) this.name(anchor, node)
    this.parents.push(this.open)
    this.parentKeys.push(this.key)
    this.states.push(next)
    this.open = node
    this.key = undefined
    this.state = next
  }

  private openBracket(node: MappingNode | SequenceNode, next: number, anchor: string | undefined): void {
    this.enter(node, next, anchor)
    this.end = node.start + 1
    this.scanner.skip()
  }

  private closeBracket(): void {
    this.end = this.scanner.ends[this.scanner.head] as number
    this.scanner.skip()
    this.finish(this.end)
  }

  /** Completes the innermost collection, and goes on with what its beginning said. */
  private finish(end: number): void {
    this.state = this.close(end)
  }

  private close(end: number): number {
    const node = this.open as MappingNode | SequenceNode
    node.end = end
    this.open = this.parents.pop()
    this.key = this.parentKeys.pop()
    this.place(node)
    return this.states.pop() as number
  }

  private directives(): void {
    const scanner = this.scanner
    let hasVersion = false
    for (
      let kind = scanner.peek();
      kind === T.VERSION_DIRECTIVE || kind === T.TAG_DIRECTIVE;
      kind = scanner.peek()
    ) {
      const value = scanner.values[scanner.head]
      if (kind === T.VERSION_DIRECTIVE) {
        if (hasVersion) this.fail('found duplicate %YAML directive')
        if (value !== '1.1') this.fail('found incompatible YAML document')
        hasVersion = true
      } else {
        const { handle, suffix } = value as TagValue
        this.tagPrefixes ??= new Map()
        if (this.tagPrefixes.has(handle)) this.fail('found duplicate %TAG directive')
        this.tagPrefixes.set(handle, suffix)
      }
      scanner.skip()
    }
  }

  private tag({ handle, suffix }: TagValue, begins: number, at: number): string {
    if (handle === '') return suffix
    const prefix = this.tagPrefixes?.get(handle) ?? standardPrefixes[handle]
    if (prefix === undefined) this.fail('found undefined tag handle', begins, at)
    return prefix + suffix
  }

  private startOfToken(): number {
    return this.scanner.starts[this.scanner.head] as number
  }

  private failNode(kind: number, begins: number, isBlock: boolean): never {
    const isUnclosed = kind === T.STREAM_END && !isBlock
    this.fail('did not find expected node content', isUnclosed ? this.open?.start : begins)
  }

  private fail(problem: Problem, opened?: number, at = this.startOfToken()): never {
    const { source, from } = this.scanner
    const fault = syntaxFault(problem, 'parse', { source, from, at, opened })
    const kind = this.scanner.peek()
    if (this.open?.flow && isDocumentEnd(kind)) {
      const message = 'This bracket is never closed.'
      throw new Unreadable({ ...fault, code: 'UNCLOSED_BRACKET', message, opened: this.open.start })
    }
    throw new Unreadable(fault)
  }
}

const standardPrefixes: { readonly [handle: string]: string } = { '!': '!', '!!': 'tag:yaml.org,2002:' }

function isBlockMappingToken(kind: number): boolean {
  return kind === T.KEY || kind === T.VALUE || kind === T.BLOCK_END
}

function isDocumentEnd(kind: number): boolean {
  return kind === T.STREAM_END || (kind >= T.VERSION_DIRECTIVE && kind <= T.DOCUMENT_END)
}
