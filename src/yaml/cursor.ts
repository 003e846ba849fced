import { breakLength, DASH, DOT, HASH, isBlank, isBreak } from './characters.ts'
import { type KubectlWords, syntaxFault, Unreadable } from './fault.ts'
import type { TagValue, Token } from './tokens.ts'
import type { ScalarNode } from './tree.ts'

/** Where the scanner has come to in a piece of text, and what it knows of the lines above. */
export class Cursor {
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
  /** What the parser has not taken yet, from `head` on. */
  protected readonly queue: Token[] = []
  protected head = 0

  constructor(source: string, from: number, limit: number) {
    this.source = source
    this.from = from
    this.limit = limit
    this.at = from < limit && source.charCodeAt(from) === 0xfeff ? from + 1 : from
    this.lineStart = this.at
  }

  /** The code of the character here, or further on. */
  code(offset = 0): number {
    return this.source.charCodeAt(this.at + offset)
  }

  push(
    kind: number,
    start: number,
    end: number,
    text = '',
    style: ScalarNode['style'] = 'plain',
    tag?: TagValue
  ): Token {
    const token: Token = { kind, start, end, text, style, tag, level: this.flowLevel, isTaken: false }
    this.queue.push(token)
    return token
  }

  fail(problem: KubectlWords, opened?: number): never {
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
  endOfLine(at = this.at): number {
    let end = at
    while (!isBreak(this.source.charCodeAt(end))) end++
    return end
  }

  startOfNextLine(at: number): number {
    const end = this.endOfLine(at)
    return end + breakLength(this.source, end)
  }

  skipBlanks(): void {
    while (isBlank(this.code())) this.at++
  }

  skipComment(): void {
    if (this.code() !== HASH) return
    const start = this.at
    this.at = this.endOfLine()
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
}
