import { isDocumentEnd } from './builder.ts'
import { FlowParser } from './flow-parser.ts'
import type { Range } from './positions.ts'
import * as T from './tokens.ts'
import type { MappingNode, Node, SequenceNode } from './tree.ts'

/** What stands in a piece of text: the tree of its first document, if there is any. */
export interface Parsed {
  readonly tree: Node | undefined
  /** What follows the first document and is dropped in silence. */
  readonly rest: Range | undefined
  readonly hasAlias: boolean
}

/** Builds the tree of a piece of text from its tokens: what libyaml's parser takes, and its first fault. */
export class Parser extends FlowParser {
  /** The first document of the piece; throws `Unreadable` where there is a fault. */
  parse(): Parsed {
    const { kind } = this.scanner.peek()
    if (kind === T.STREAM_END) return { tree: undefined, rest: undefined, hasAlias: false }
    if (isDocumentEnd(kind) && kind !== T.DOCUMENT_END) this.directives()
    const isEmpty = kind !== T.DOCUMENT_END && isDocumentEnd(this.scanner.peek().kind)
    const tree = isEmpty ? this.empty() : this.node(true, false)
    return { tree, rest: this.rest(), hasAlias: this.hasAlias }
  }

  /** Steps over directives and the `---` behind them. */
  private directives(): void {
    let hasVersion = false
    let token = this.scanner.peek()
    for (
      ;
      token.kind === T.VERSION_DIRECTIVE || token.kind === T.TAG_DIRECTIVE;
      token = this.scanner.peek()
    ) {
      if (token.tag !== undefined) this.define(token.tag)
      else {
        if (hasVersion) this.fail('found duplicate %YAML directive')
        if (token.text !== '1.1') this.fail('found incompatible YAML document')
        hasVersion = true
      }
      this.scanner.skip()
    }
    if (token.kind !== T.DOCUMENT_START) this.fail('did not find expected <document start>')
    this.scanner.skip()
  }

  private rest(): Range | undefined {
    const { scanner } = this
    const { kind, start } = scanner.peek()
    if (kind === T.STREAM_END) return undefined
    if (kind !== T.DOCUMENT_END) return { start, end: scanner.limit }
    do {
      scanner.skipBlanks()
      scanner.skipComment()
    } while (scanner.skipBreak())
    return scanner.at < scanner.limit ? { start: scanner.at, end: scanner.limit } : undefined
  }

  /** Any node; what stands in a block may be a block, and a value's list may be indented no further than its key. */
  protected node(isBlock: boolean, mayBeIndentless: boolean): Node {
    let token = this.scanner.peek()
    if (token.kind === T.ALIAS) return this.alias()
    const begins = token.start
    let written: T.TagValue | undefined
    let tagStart = 0
    let anchor: string | undefined
    for (;;) {
      if (token.kind === T.TAG && written === undefined) {
        written = token.tag
        tagStart = token.start
      } else if (token.kind === T.ANCHOR && anchor === undefined) anchor = token.text
      else break
      this.end = token.end
      this.scanner.skip()
      token = this.scanner.peek()
    }
    const tag = written && this.tag(written, begins, tagStart)
    switch (token.kind) {
      case T.SCALAR:
        return this.scalar(tag, anchor)
      case T.FLOW_SEQUENCE_START:
        return this.sequence(true, anchor, (node) => this.flowItems(node))
      case T.FLOW_MAPPING_START:
        return this.mapping(true, anchor, (node) => this.flowPairs(node))
      case T.FIRST_KEY:
      case T.BLOCK_MAPPING_START:
        if (!isBlock) this.failNode(begins, isBlock)
        return this.mapping(false, anchor, (node) => this.blockPairs(node))
      case T.BLOCK_SEQUENCE_START:
        if (isBlock) return this.sequence(false, anchor, (node) => this.blockItems(node))
        break
      case T.BLOCK_ENTRY:
        if (mayBeIndentless) return this.sequence(false, anchor, (node) => this.indentlessItems(node))
    }
    if (anchor === undefined && tag === undefined) this.failNode(begins, isBlock)
    return this.empty(tag, anchor)
  }

  private blockItems({ items, start }: SequenceNode) {
    this.scanner.skip()
    for (;;) {
      const { kind } = this.scanner.peek()
      if (kind === T.BLOCK_END) return this.scanner.skip()
      if (kind !== T.BLOCK_ENTRY) this.fail("did not find expected '-' indicator", start)
      const next = this.next()
      items.push(next === T.BLOCK_ENTRY || next === T.BLOCK_END ? this.empty() : this.node(true, false))
    }
  }

  /** A list that is indented no further than its key: it ends with what is no `-`, without a token of its own. */
  private indentlessItems({ items }: SequenceNode): void {
    while (this.scanner.peek().kind === T.BLOCK_ENTRY) {
      const next = this.next()
      items.push(next === T.BLOCK_ENTRY || isOfMapping(next) ? this.empty() : this.node(true, false))
    }
  }

  private blockPairs({ pairs, start }: MappingNode) {
    this.scanner.skip()
    for (;;) {
      const { kind } = this.scanner.peek()
      if (kind === T.BLOCK_END) return this.scanner.skip()
      if (kind !== T.KEY) this.fail('did not find expected key', start)
      const key = isOfMapping(this.next()) ? this.empty() : this.node(true, true)
      const hasValue = this.scanner.peek().kind === T.VALUE && !isOfMapping(this.next())
      pairs.push({ key, value: hasValue ? this.node(true, true) : this.empty() })
    }
  }
}

/** Whether a token belongs to the block mapping around it, so that nothing stands before it. */
function isOfMapping(kind: number): boolean {
  return kind === T.KEY || kind === T.VALUE || kind === T.BLOCK_END
}
