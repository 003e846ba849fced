import { resolvePlain } from './scalar.ts'
import type { Node, Scalar, ScalarNode } from './tree.ts'
import type { Json } from './value.ts'

/** Where the short way has come to in a text, and what it leaves by the way. */
export class ShortReader {
  readonly text: string
  readonly limit: number
  at: number
  /** Where the last node ended: what is absent stands there. */
  end: number
  /** The value of the collection that ended last. */
  value: Json = null
  readonly comments: number[] = []

  constructor(text: string, at: number, limit: number) {
    this.text = text
    this.at = at
    this.end = at
    this.limit = limit
  }

  /** The next match of a sticky expression, over which it steps. */
  match(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.at
    const found = form.exec(this.text)
    if (found !== null) this.at = form.lastIndex
    return found
  }

  /** Steps over the rest of a line, which must be a comment or nothing. */
  endLine(): boolean {
    const found = this.match(rest)
    if (found?.[1] !== undefined) this.comment(found[1])
    return found !== null
  }

  /** Keeps the comment on the line that has just been passed. */
  comment(written: string): void {
    this.comments.push(this.at - 1 - written.length, this.at - 1)
  }

  /** The node of what was found without quotes, in double or in single ones; undefined where JSON lacks its value. */
  scalar(
    start: number,
    plain: string | undefined,
    double: string | undefined,
    single = ''
  ): ScalarNode | undefined {
    if (plain !== undefined) {
      const value = resolvePlain(plain)
      if (typeof value === 'number' && !Number.isFinite(value)) return undefined
      return this.node('plain', start, start + plain.length, plain, value)
    }
    if (double !== undefined) return this.node('double', start, start + double.length + 2, double, double)
    const text = single.includes("'") ? single.replaceAll("''", "'") : single
    return this.node('single', start, start + single.length + 2, text, text)
  }

  /** The node of a key as written; undefined where it is not simply its own name. */
  key(start: number, written: string): ScalarNode | undefined {
    const first = written.charCodeAt(0)
    const style = first === 34 ? 'double' : first === 39 ? 'single' : 'plain'
    const text = style === 'plain' ? written : written.slice(1, -1)
    if (text === '__proto__' || (style === 'plain' && typeof resolvePlain(text) !== 'string'))
      return undefined
    return this.node(style, start, start + written.length, text, text)
  }

  node(style: ScalarNode['style'], start: number, end: number, text: string, value: Scalar): ScalarNode {
    this.end = end
    return { type: 'scalar', start, end, style, text, value, tag: undefined }
  }

  /** What is not written after all. */
  absent(): Node {
    return this.node('plain', this.end, this.end, '', null)
  }
}

const rest = /(?: +(#[^\n]*)| *)\n/y

/**
 * The source of an expression for a scalar on one line without escapes: plain, in which `: ` and ` #` do not stand
 * nor the characters `excluded`, or in double or single quotes. Each part of it can match in one way only.
 */
export function scalarForm(excluded: string): string {
  const word = `[^ :\\t\\n${excluded}]`
  const plain = `(?:[^\\s\\-?:,[\\]{}#&*!|>'"%@\`]|-(?=[\\w-]))${word}*(?:(?: +(?=${word})(?!#)|:+(?=${word}))${word}*)*`
  return `(?:(${plain})|"([^"\\\\\\n]*)"|'([^'\\n]*(?:''[^'\\n]*)*)')`
}

/** The source of an expression for a key. */
export const keyForm = `([\\w.$/][\\w./-]{0,200}|"[^"\\\\\\n]{0,200}"|'[^'\\n]{0,200}')`
