import { Builder } from './builder.ts'
import * as T from './tokens.ts'
import type { MappingNode, Node, SequenceNode } from './tree.ts'

/** Takes what stands in brackets and braces. */
export abstract class FlowParser extends Builder {
  protected abstract node(isBlock: boolean, mayBeIndentless: boolean): Node

  protected flowItems({ items, start }: SequenceNode) {
    this.bracket()
    for (let isFirst = true; ; isFirst = false) {
      let { kind } = this.scanner.peek()
      if (kind !== T.FLOW_SEQUENCE_END && !isFirst) {
        if (kind !== T.FLOW_ENTRY) this.fail("did not find expected ',' or ']'", start)
        kind = this.next()
      }
      if (kind === T.FLOW_SEQUENCE_END) return this.bracket()
      if (kind === T.KEY) items.push(this.mapping(true, undefined, (node) => this.flowPair(node)))
      else items.push(this.node(false, false))
    }
  }

  /** A pair in a flow sequence, such as `[a: b]`. */
  private flowPair({ pairs }: MappingNode): void {
    const kind = this.next()
    const hasKey = kind !== T.VALUE && kind !== T.FLOW_ENTRY && kind !== T.FLOW_SEQUENCE_END
    // As go-yaml does, which is surely not meant: what follows an absent key here is swallowed.
    if (!hasKey) this.scanner.skip()
    const key = hasKey ? this.node(false, false) : this.empty()
    pairs.push({ key, value: this.flowValue(T.FLOW_SEQUENCE_END) })
  }

  protected flowPairs({ pairs, start }: MappingNode) {
    this.bracket()
    for (let isFirst = true; ; isFirst = false) {
      let { kind } = this.scanner.peek()
      if (kind !== T.FLOW_MAPPING_END && !isFirst) {
        if (kind !== T.FLOW_ENTRY) this.fail("did not find expected ',' or '}'", start)
        kind = this.next()
      }
      if (kind === T.FLOW_MAPPING_END) return this.bracket()
      if (kind !== T.KEY) {
        pairs.push({ key: this.node(false, false), value: this.empty() })
        continue
      }
      kind = this.next()
      const hasKey = kind !== T.VALUE && kind !== T.FLOW_ENTRY && kind !== T.FLOW_MAPPING_END
      const key = hasKey ? this.node(false, false) : this.empty()
      pairs.push({ key, value: this.flowValue(T.FLOW_MAPPING_END) })
    }
  }

  private flowValue(closing: number): Node {
    if (this.scanner.peek().kind !== T.VALUE) return this.empty()
    const kind = this.next()
    return kind === T.FLOW_ENTRY || kind === closing ? this.empty() : this.node(false, false)
  }

  /** Steps over a bracket or brace. */
  private bracket(): void {
    this.end = this.scanner.peek().end
    this.scanner.skip()
  }
}
