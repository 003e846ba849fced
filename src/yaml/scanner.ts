import * as C from './characters.ts'
import { Indicators } from './indicators.ts'
import { scanBlockScalar } from './scan-block.ts'
import { scanPlain } from './scan-plain.ts'
import { scanAnchor, scanDirective, scanTag } from './scan-properties.ts'
import { scanQuoted } from './scan-quoted.ts'
import * as T from './tokens.ts'

/** Turns a piece of text into tokens, one at a time, as libyaml's scanner does: the same tokens, the same first fault. */
export class Scanner extends Indicators {
  /** go-yaml skips the first character of every line where two byte order marks begin the piece. */
  private readonly skipsFirst = this.at > this.from && this.code() === C.BYTE_ORDER_MARK

  /** The next token, in a queue as long as the key that may have begun there is undecided. */
  peek(): T.Token {
    for (;;) {
      const token = this.queue[this.head]
      if (token === undefined) {
        this.queue.length = 0
        this.head = 0
      } else if (token.kind === T.NO_KEY) {
        this.skip()
        continue
      } else if (token.kind !== T.MAYBE_KEY) return token
      else if (!this.isStillUndecided(token)) continue
      this.fetch()
    }
  }

  /** Goes on to the token after the one that was peeked. */
  skip(): void {
    const token = this.queue[this.head] as T.Token
    if (token.kind === T.FIRST_KEY) token.kind = T.KEY
    else {
      token.isTaken = true
      this.head++
    }
  }

  private fetch(): void {
    this.skipToToken()
    const { at } = this
    const column = at - this.lineStart
    if (column < this.indent) this.closeBlocks(column)
    if (at >= this.limit) {
      this.closeBlocks(-1)
      this.dropKey()
      this.keyAllowed = false
      this.push(T.STREAM_END, at, at)
    } else if (column === 0 && (this.code() === C.PERCENT || this.isDocumentMarker(at))) this.outside()
    else this.fetchAt(column)
  }

  /** A directive or a document marker. */
  private outside(): void {
    this.closeBlocks(-1)
    this.dropKey()
    this.keyAllowed = false
    if (this.code() === C.PERCENT) scanDirective(this)
    else this.indicator(this.code() === C.DASH ? T.DOCUMENT_START : T.DOCUMENT_END, 3)
  }

  private fetchAt(column: number) {
    const isIndicator = this.isBlankOrEnd(this.at + 1)
    switch (this.code()) {
      case C.LEFT_BRACKET:
        return this.openFlow(T.FLOW_SEQUENCE_START)
      case C.LEFT_BRACE:
        return this.openFlow(T.FLOW_MAPPING_START)
      case C.RIGHT_BRACKET:
        return this.closeFlow(T.FLOW_SEQUENCE_END)
      case C.RIGHT_BRACE:
        return this.closeFlow(T.FLOW_MAPPING_END)
      case C.COMMA:
        this.dropKey()
        this.keyAllowed = true
        return this.indicator(T.FLOW_ENTRY)
      case C.DASH:
        if (isIndicator) return this.blockEntry(column)
        break
      case C.QUESTION:
        if (this.flowLevel > 0 || isIndicator) return this.key(column)
        break
      case C.COLON:
        if (this.flowLevel > 0 || isIndicator) return this.value(column)
        break
      case C.ASTERISK:
        this.mayBeKey()
        return scanAnchor(this, T.ALIAS)
      case C.AMPERSAND:
        this.mayBeKey()
        return scanAnchor(this, T.ANCHOR)
      case C.EXCLAMATION:
        this.mayBeKey()
        return scanTag(this)
      case C.PIPE:
      case C.GREATER:
        if (this.flowLevel > 0) this.fail('found character that cannot start any token')
        this.dropKey()
        this.keyAllowed = true
        return scanBlockScalar(this)
      case C.SINGLE_QUOTE:
      case C.DOUBLE_QUOTE:
        this.mayBeKey()
        return scanQuoted(this)
      case C.AT:
      case C.BACKTICK:
      case C.PERCENT:
      case C.TAB:
        this.fail('found character that cannot start any token')
    }
    this.mayBeKey()
    scanPlain(this)
  }

  /** Over blanks, comments and line breaks. A tab is no blank where it would indent. */
  private skipToToken(): void {
    while (this.at < this.limit) {
      if (this.skipsFirst && this.at === this.lineStart) this.at++
      const takesTabs = this.flowLevel > 0 || !this.keyAllowed
      while (this.code() === C.SPACE || (this.code() === C.TAB && takesTabs)) this.at++
      this.skipComment()
      if (!this.skipBreak()) return
      if (this.flowLevel === 0) this.keyAllowed = true
    }
  }
}
