import {
  AMPERSAND,
  ASTERISK,
  breakLength,
  COLON,
  COMMA,
  DASH,
  DOT,
  DOUBLE_QUOTE,
  EXCLAMATION,
  GREATER,
  HASH,
  isBlank,
  isBreak,
  isWord,
  LEFT_BRACE,
  LEFT_BRACKET,
  LF,
  PERCENT,
  PIPE,
  QUESTION,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  SINGLE_QUOTE,
  SPACE,
  TAB
} from './characters.ts'
import { type Problem, syntaxFault, Unreadable } from './fault.ts'
import { scanBlockScalar } from './scan-block.ts'
import { scanPlain } from './scan-plain.ts'
import { scanAnchor, scanDirective, scanTag } from './scan-properties.ts'
import { scanQuoted } from './scan-quoted.ts'
import * as T from './tokens.ts'

/** go-yaml's own limits. */
const mostLevels = 10_000
const longestKey = 1024

/** Turns a piece of text into tokens, one at a time, as libyaml's scanner does: the same tokens, the same first fault. */
export class Scanner {
  readonly source: string
  /** Where the piece begins and ends; it ends with a line break. */
  readonly from: number
  readonly limit: number
  at: number
  lineStart: number
  /** The column of the innermost block collection, -1 outside of all. */
  indent = -1
  flowLevel = 0
  /** Whether a key may begin here without `?`. */
  keyAllowed = true
  /** Starts and ends of comments, in order. */
  readonly comments: number[] = []

  /** The queue of tokens, one array for each property; what lies before `head` is used up. */
  readonly kinds: number[] = []
  readonly starts: number[] = []
  readonly ends: number[] = []
  readonly values: unknown[] = []
  head = 0
  tail = 0
  /** How many slots the queue had before it was emptied the last time. */
  private before = 0

  private readonly indents: number[] = []
  /** The key that may have begun on each flow level: the number of its slot since the beginning, or -1. */
  private readonly keySlots: number[] = [-1]
  private readonly keyStarts: number[] = [0]
  private readonly keyLines: number[] = [0]
  private keyRequired = false
  /** Whether a key may have begun at all since the bracket of a flow level. */
  private readonly hadKey: boolean[] = [false]
  /** go-yaml skips the first character of every line where two byte order marks begin the piece. */
  private readonly skipsFirst: boolean

  constructor(source: string, from: number, limit: number) {
    this.source = source
    this.from = from
    this.limit = limit
    this.at = from < limit && source.charCodeAt(from) === 0xfeff ? from + 1 : from
    this.lineStart = this.at
    this.skipsFirst = this.at > from && source.charCodeAt(this.at) === 0xfeff
  }

  /** The kind of the next token, which stands at `head` of the queue. */
  peek(): number {
    for (;;) {
      if (this.head === this.tail) {
        this.before += this.tail
        this.head = 0
        this.tail = 0
      } else {
        const kind = this.kinds[this.head] as number
        if (kind > T.MAYBE_KEY) return kind
        if (kind === T.NO_KEY) {
          this.head++
          continue
        }
        if (!this.isKeyPossible(this.values[this.head] as number)) continue
      }
      this.fetch()
    }
  }

  /** Goes on to the token after the one that was peeked. */
  skip(): void {
    if (this.kinds[this.head] === T.FIRST_KEY) this.kinds[this.head] = T.KEY
    else this.head++
  }

  push(kind: number, start: number, end: number, value?: unknown): void {
    const { tail } = this
    this.kinds[tail] = kind
    this.starts[tail] = start
    this.ends[tail] = end
    this.values[tail] = value
    this.tail = tail + 1
  }

  fail(problem: Problem, opened?: number): never {
    throw new Unreadable(syntaxFault(problem, 'scan', { ...this, opened }))
  }

  /** Whether blank, line break or the end of the piece stands at an offset. */
  isBlankOrEnd(at: number): boolean {
    if (at >= this.limit) return true
    const code = this.source.charCodeAt(at)
    return isBlank(code) || isBreak(code)
  }

  /** Whether `---` or `...` stands alone at an offset, which is the beginning of a line. */
  isDocumentMarker(at: number): boolean {
    const { source } = this
    const code = source.charCodeAt(at)
    if ((code !== DASH && code !== DOT) || at >= this.limit) return false
    return (
      source.charCodeAt(at + 1) === code && source.charCodeAt(at + 2) === code && this.isBlankOrEnd(at + 3)
    )
  }

  /** The offset of the next line break. */
  endOfLine(at: number): number {
    let end = at
    while (!isBreak(this.source.charCodeAt(end))) end++
    return end
  }

  startOfNextLine(at: number): number {
    const end = this.endOfLine(at)
    return end + breakLength(this.source, end)
  }

  skipBlanks(): void {
    while (isBlank(this.source.charCodeAt(this.at))) this.at++
  }

  skipComment(): void {
    if (this.source.charCodeAt(this.at) !== HASH) return
    const start = this.at
    this.at = this.endOfLine(start)
    this.comments.push(start, this.at)
  }

  /** Steps over a line break; false where none stands here. */
  skipBreak(): boolean {
    if (this.at >= this.limit) return false
    const length = breakLength(this.source, this.at)
    if (length === 0) return false
    this.at += length
    this.lineStart = this.at
    return true
  }

  /**
   * Steps over the beginning of a line, where that is `key:` with or without a value of the plainest kind and nothing
   * is queued: nearly every line is such. The key is one of the innermost block mapping or, with `isFirst`, begins one
   * inside of it. Gives the key and the value in quotes or without, if there was one; null where the long way is to be gone.
   */
  simplePair(isFirst: boolean): RegExpExecArray | null {
    if (!this.isSimple()) return null
    const column = this.at - this.lineStart
    if (isFirst ? column <= this.indent : column !== this.indent) return null
    simpleLine.lastIndex = this.at
    const found = simpleLine.exec(this.source)
    if (found === null) return null
    const next = found[4]
    const end = simpleLine.lastIndex
    if (next !== undefined && (end >= this.limit || (found[3] !== undefined && next.length > column)))
      return null
    if (isFirst) this.openBlock(column)
    this.at = end
    if (next === undefined) this.keyAllowed = false
    else this.lineStart = end - next.length
    return found
  }

  /**
   * Steps over a plain enough item of a flow sequence, or pair of a flow mapping, and the comma or bracket behind it.
   * Gives indentation, key, value in quotes, value without, and comma or bracket; null where the long way is to be gone.
   */
  simpleEntry(form: RegExp): RegExpExecArray | null {
    if (this.head !== this.tail || !this.keyAllowed) return null
    form.lastIndex = this.at
    const found = form.exec(this.source)
    if (found === null) return null
    this.at = form.lastIndex
    if (found[5] !== ',') {
      this.flowLevel--
      this.keyAllowed = false
    }
    return found
  }

  /** Steps over the `- ` of the innermost block sequence, where nothing is queued. */
  simpleDash(): boolean {
    if (!this.isSimple() || this.at - this.lineStart !== this.indent) return false
    if (this.source.charCodeAt(this.at) !== DASH || this.source.charCodeAt(this.at + 1) !== SPACE)
      return false
    this.at += 2
    return true
  }

  /** Whether nothing is queued or waits for a colon, and a key may begin at the next token, to which this goes. */
  private isSimple(): boolean {
    if (this.head !== this.tail || this.flowLevel > 0 || (this.keySlots[0] as number) >= 0) return false
    this.skipToToken()
    return this.keyAllowed && this.at < this.limit
  }

  /** Queues the scalar behind a simple key, if it is one without anchor or tag, on the line of its key. */
  simpleValue(): boolean {
    this.skipBlanks()
    const code = this.source.charCodeAt(this.at)
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) scanQuoted(this)
    else if (code === PIPE || code === GREATER) {
      this.keyAllowed = true
      scanBlockScalar(this)
    } else if (code < 128 && plainStarts[code] === 1) scanPlain(this)
    else return false
    return true
  }

  /** Steps over a line feed and the indentation behind it, if the next line is none of what the innermost block holds. */
  skipToOuterLine(lineFeed: number): boolean {
    const { source } = this
    if (source.charCodeAt(lineFeed) !== LF || this.flowLevel > 0) return false
    const start = lineFeed + 1
    let at = start
    let code = source.charCodeAt(at)
    while (code === SPACE) code = source.charCodeAt(++at)
    if (at >= this.limit || at - start > this.indent || code === TAB || isBreak(code)) return false
    this.at = at
    this.lineStart = start
    this.keyAllowed = true
    return true
  }

  private fetch() {
    this.skipToToken()
    const { at } = this
    const column = at - this.lineStart
    if (column < this.indent) this.closeBlocks(column)
    if (at >= this.limit) return this.endStream()
    const code = this.source.charCodeAt(at)
    if (column === 0) {
      if (code === PERCENT) return this.directive()
      if (this.isDocumentMarker(at)) return this.documentMarker(code)
    }
    if (code < 128 && plainStarts[code] === 1) return this.plain()
    switch (code) {
      case LEFT_BRACKET:
        return this.openFlow(T.FLOW_SEQUENCE_START)
      case LEFT_BRACE:
        return this.openFlow(T.FLOW_MAPPING_START)
      case RIGHT_BRACKET:
        return this.closeFlow(T.FLOW_SEQUENCE_END)
      case RIGHT_BRACE:
        return this.closeFlow(T.FLOW_MAPPING_END)
      case COMMA:
        this.dropKey()
        this.keyAllowed = true
        return this.indicator(T.FLOW_ENTRY)
      case DASH:
        if (this.isBlankOrEnd(at + 1)) return this.blockEntry(column)
        break
      case QUESTION:
        if (this.flowLevel > 0 || this.isBlankOrEnd(at + 1)) return this.key(column)
        break
      case COLON:
        if (this.flowLevel > 0 || this.isBlankOrEnd(at + 1)) return this.value(column)
        break
      case ASTERISK:
        this.mayBeKey()
        return scanAnchor(this, T.ALIAS)
      case AMPERSAND:
        this.mayBeKey()
        return scanAnchor(this, T.ANCHOR)
      case EXCLAMATION:
        this.mayBeKey()
        return scanTag(this)
      case PIPE:
      case GREATER:
        if (this.flowLevel > 0) this.fail('found character that cannot start any token')
        this.dropKey()
        this.keyAllowed = true
        return scanBlockScalar(this)
      case SINGLE_QUOTE:
      case DOUBLE_QUOTE:
        this.mayBeKey()
        scanQuoted(this)
        return this.settleInFlow()
      case 64: // @
      case 96: // `
      case PERCENT:
      case TAB:
        this.fail('found character that cannot start any token')
    }
    this.plain()
  }

  private plain(): void {
    this.mayBeKey()
    scanPlain(this)
    this.settleInFlow()
  }

  /** Decides at once whether a scalar in brackets is a key, if what follows it says so. */
  private settleInFlow(): void {
    const level = this.flowLevel
    if (level === 0 || (this.keySlots[level] as number) < 0) return
    this.skipBlanks()
    const code = this.source.charCodeAt(this.at)
    if (code === COLON) this.value(0)
    else if (code === COMMA || code === RIGHT_BRACKET || code === RIGHT_BRACE) this.dropKey()
  }

  /** Over blanks, comments and line breaks. A tab is no blank where it would indent. */
  private skipToToken(): void {
    const { source, limit } = this
    while (this.at < limit) {
      if (this.skipsFirst && this.at === this.lineStart) this.at++
      const takesTabs = this.flowLevel > 0 || !this.keyAllowed
      let code = source.charCodeAt(this.at)
      while (code === SPACE || (code === TAB && takesTabs)) code = source.charCodeAt(++this.at)
      if (code === HASH) this.skipComment()
      if (!this.skipBreak()) return
      if (this.flowLevel === 0) this.keyAllowed = true
    }
  }

  private openBlock(column: number): boolean {
    if (this.flowLevel > 0 || this.indent >= column) return false
    this.indents.push(this.indent)
    this.indent = column
    if (this.indents.length > mostLevels) this.fail('exceeded max depth of 10000')
    return true
  }

  private closeBlocks(column: number): void {
    if (this.flowLevel > 0) return
    while (this.indent > column) {
      this.push(T.BLOCK_END, this.at, this.at)
      this.indent = this.indents.pop() as number
    }
  }

  /** Queues the slot of a key that may begin here. */
  private mayBeKey(): void {
    if (!this.keyAllowed) return
    this.keyAllowed = false
    this.dropKey()
    const level = this.flowLevel
    this.keySlots[level] = this.before + this.tail
    this.keyStarts[level] = this.at
    this.keyLines[level] = this.lineStart
    this.hadKey[level] = true
    if (level === 0) this.keyRequired = this.indent === this.at - this.lineStart
    this.push(T.MAYBE_KEY, this.at, this.at, level)
  }

  /** Decides that what may have been a key on this flow level is none. */
  private dropKey(): void {
    const level = this.flowLevel
    if ((this.keySlots[level] as number) < 0) return
    if (level === 0 && this.keyRequired) this.fail("could not find expected ':'", this.keyStarts[0])
    this.settle(level, T.NO_KEY)
    this.keySlots[level] = -1
  }

  /** Whether what may be a key on a flow level still can be one: on one line, and not too long. */
  private isKeyPossible(level: number): boolean {
    if ((this.keySlots[level] as number) < 0) return false
    const start = this.keyStarts[level] as number
    const isHere = this.keyLines[level] === this.lineStart
    if (isHere && (this.at - start <= longestKey || characters(this.source, start, this.at) <= longestKey))
      return true
    if (level === 0 && this.keyRequired) this.fail("could not find expected ':'", start)
    this.settle(level, T.NO_KEY)
    this.keySlots[level] = -1
    return false
  }

  /** Fills the slot of a flow level's key, if it still is in the queue. */
  private settle(level: number, kind: number): boolean {
    const slot = (this.keySlots[level] as number) - this.before
    if (slot < this.head) return false
    this.kinds[slot] = kind
    return true
  }

  private indicator(kind: number, length = 1): void {
    this.push(kind, this.at, this.at + length)
    this.at += length
  }

  private endStream(): void {
    this.closeBlocks(-1)
    this.dropKey()
    this.keyAllowed = false
    this.push(T.STREAM_END, this.at, this.at)
  }

  private directive(): void {
    this.closeBlocks(-1)
    this.dropKey()
    this.keyAllowed = false
    scanDirective(this)
  }

  private documentMarker(code: number): void {
    this.closeBlocks(-1)
    this.dropKey()
    this.keyAllowed = false
    this.indicator(code === DASH ? T.DOCUMENT_START : T.DOCUMENT_END, 3)
  }

  private openFlow(kind: number): void {
    this.mayBeKey()
    this.flowLevel++
    this.keySlots[this.flowLevel] = -1
    this.keyStarts[this.flowLevel] = this.at
    this.hadKey[this.flowLevel] = false
    if (this.flowLevel > mostLevels) this.fail('exceeded max depth of 10000')
    this.keyAllowed = true
    this.indicator(kind)
  }

  private closeFlow(kind: number): void {
    this.dropKey()
    const level = this.flowLevel
    if (level > 0) {
      this.flowLevel = level - 1
      // A slip of go-yaml: after brackets without a possible key, such as `[]`, it does not wait for the colon.
      const isKeyItself = this.keyStarts[level - 1] === this.keyStarts[level] && !this.hadKey[level]
      if (isKeyItself && (this.keySlots[level - 1] as number) >= 0) this.settle(level - 1, T.NO_KEY)
    }
    this.keyAllowed = false
    this.indicator(kind)
  }

  private blockEntry(column: number): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.fail('block sequence entries are not allowed in this context')
      if (this.openBlock(column)) this.push(T.BLOCK_SEQUENCE_START, this.at, this.at)
    }
    this.dropKey()
    this.keyAllowed = true
    this.indicator(T.BLOCK_ENTRY)
  }

  private key(column: number): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.fail('mapping keys are not allowed in this context')
      if (this.openBlock(column)) this.push(T.BLOCK_MAPPING_START, this.at, this.at)
    }
    this.dropKey()
    this.keyAllowed = this.flowLevel === 0
    this.indicator(T.KEY)
  }

  private value(column: number): void {
    const level = this.flowLevel
    if (this.isKeyPossible(level)) {
      const start = this.keyStarts[level] as number
      const isFirst = this.openBlock(start - this.lineStart)
      if (!this.settle(level, isFirst ? T.FIRST_KEY : T.KEY)) {
        this.push(T.KEY, start, start)
        if (isFirst) this.push(T.BLOCK_MAPPING_START, start, start)
      }
      this.keySlots[level] = -1
      this.keyAllowed = false
    } else {
      if (level === 0) {
        if (!this.keyAllowed) this.fail('mapping values are not allowed in this context')
        if (this.openBlock(column)) this.push(T.BLOCK_MAPPING_START, this.at, this.at)
      }
      this.keyAllowed = level === 0
    }
    this.indicator(T.VALUE)
  }
}

/**
 * A key (1) and its colon; behind it, if it is plain enough, a value in double quotes (2) or without (3), the line feed and
 * the indentation of the next line (4). The limits keep what has to be tried again short.
 */
const simpleLine =
  /(\w[\w./-]{0,200}):(?:(?: (?:"([^"\\\n\r\x85\u2028\u2029]{0,1000})"|([\w./~$(](?:[\w./@%+=,~$;()-]|[: ](?=[\w./])){0,200})))?\n( *)(?=[\w"'{[-])|(?= ))/y

/** The same in brackets, up to the comma or bracket (5) behind it. */
export const simpleItem =
  /( *)()(?:"([^"\\\n\r\x85\u2028\u2029]{0,1000})"|([\w./~$(](?:[\w./@%+=~$;()-]| (?=[\w./])){0,200})) *([,\]])/y
export const simpleFlowPair =
  /( *)(\w[\w./-]{0,200}): (?:"([^"\\\n\r\x85\u2028\u2029]{0,1000})"|([\w./~$(](?:[\w./@%+=~$;()-]| (?=[\w./])){0,200})) *([,}])/y

/** Letters, digits and `_./`: what begins a plain scalar more often than not. */
const plainStarts = new Uint8Array(128)
for (let code = 0; code < 128; code++)
  if ((isWord(code) && code !== DASH) || code === DOT || code === 47) plainStarts[code] = 1

/** The length of a stretch in whole characters. */
function characters(source: string, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) if ((source.charCodeAt(at) & 0xfc00) !== 0xdc00) count++
  return count
}
