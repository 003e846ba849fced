import { SimpleKeys } from './simple-keys.ts'
import * as T from './tokens.ts'

/** go-yaml's own limit. */
const mostLevels = 10_000

/** Queues the tokens of brackets, dashes, colons and the like, and those of the blocks that indentation opens and closes. */
export class Indicators extends SimpleKeys {
  private readonly indents: number[] = []

  /** Whether a block collection begins at a column, rather than goes on. */
  private openBlock(column: number): boolean {
    if (this.flowLevel > 0 || this.indent >= column) return false
    this.indents.push(this.indent)
    this.indent = column
    if (this.indents.length > mostLevels) this.fail('exceeded max depth of 10000')
    return true
  }

  protected closeBlocks(column: number): void {
    if (this.flowLevel > 0) return
    while (this.indent > column) {
      this.push(T.BLOCK_END, this.at, this.at)
      this.indent = this.indents.pop() as number
    }
  }

  protected indicator(kind: number, length = 1): void {
    this.push(kind, this.at, this.at + length)
    this.at += length
  }

  protected openFlow(kind: number): void {
    this.mayBeKey()
    this.flowLevel++
    this.openLevel()
    if (this.flowLevel > mostLevels) this.fail('exceeded max depth of 10000')
    this.keyAllowed = true
    this.indicator(kind)
  }

  protected closeFlow(kind: number): void {
    this.dropKey()
    if (this.flowLevel > 0) this.closeLevel()
    this.keyAllowed = false
    this.indicator(kind)
  }

  protected blockEntry(column: number): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.fail('block sequence entries are not allowed in this context')
      if (this.openBlock(column)) this.push(T.BLOCK_SEQUENCE_START, this.at, this.at)
    }
    this.dropKey()
    this.keyAllowed = true
    this.indicator(T.BLOCK_ENTRY)
  }

  protected key(column: number): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.fail('mapping keys are not allowed in this context')
      if (this.openBlock(column)) this.push(T.BLOCK_MAPPING_START, this.at, this.at)
    }
    this.dropKey()
    this.keyAllowed = this.flowLevel === 0
    this.indicator(T.KEY)
  }

  protected value(column: number): void {
    const start = this.startOfKey()
    if (start !== undefined) {
      this.takeKey(this.openBlock(start - this.lineStart))
      this.keyAllowed = false
    } else {
      if (this.flowLevel === 0) {
        if (!this.keyAllowed) this.fail('mapping values are not allowed in this context')
        if (this.openBlock(column)) this.push(T.BLOCK_MAPPING_START, this.at, this.at)
      }
      this.keyAllowed = this.flowLevel === 0
    }
    this.indicator(T.VALUE)
  }
}
