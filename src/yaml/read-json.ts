import { hexValue, isDigit, utf8Length } from './characters.ts'
import { depthFault, type Fault, Unreadable } from './fault.ts'
import { goQuoted } from './go.ts'
import {
  deepest,
  type MappingNode,
  type Node,
  type Pair,
  type ScalarNode,
  type SequenceNode
} from './tree.ts'

/** One value of a stream of JSON, and where it ends; or why there is none. `end` is then where the text ends, too. */
export interface JsonRead {
  readonly tree?: Node
  readonly fault?: Fault
  readonly end: number
}

/** The next JSON value of a text at or behind an offset, as Go's decoder reads it; undefined where only blanks are left. */
export function readJson(text: string, from: number): JsonRead | undefined {
  const start = afterBlanks(text, from)
  if (start >= text.length) return undefined
  const reader = new JsonReader(text, start)
  try {
    const tree = reader.value()
    return { tree, end: reader.at }
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault, end: text.length }
    throw error
  }
}

class JsonReader {
  readonly #text: string
  at: number
  #depth = 0
  #opened: number | undefined

  constructor(text: string, at: number) {
    this.#text = text
    this.at = at
  }

  value(): Node {
    const character = this.#text[this.at]
    if (character === '{') return this.#object()
    if (character === '[') return this.#array()
    if (character === '"') return this.#string()
    if (character === 't') return this.#literal('true', true)
    if (character === 'f') return this.#literal('false', false)
    if (character === 'n') return this.#literal('null', null)
    if (character === '-' || isDigit(this.#text.charCodeAt(this.at))) return this.#number()
    this.#fail('looking for beginning of value')
  }

  #object(): MappingNode {
    const start = this.at
    const pairs: Pair[] = []
    this.#open()
    if (this.#text[this.at] !== '}') {
      for (;;) {
        if (this.#text[this.at] !== '"') this.#fail('looking for beginning of object key string')
        const key = this.#string()
        this.#skipBlanks()
        if (this.#text[this.at] !== ':') this.#fail('after object key')
        this.#next()
        pairs.push({ key, value: this.value() })
        if (!this.#comma('}')) break
      }
    }
    return { type: 'mapping', start, end: this.#close(), flow: true, pairs }
  }

  #array(): SequenceNode {
    const start = this.at
    const items: Node[] = []
    this.#open()
    if (this.#text[this.at] !== ']') {
      do items.push(this.value())
      while (this.#comma(']'))
    }
    return { type: 'sequence', start, end: this.#close(), flow: true, items }
  }

  #open(): void {
    this.#opened ??= this.at
    if (++this.#depth > deepest) throw new Unreadable(depthFault(this.at))
    this.#next()
  }

  #close(): number {
    this.#depth--
    return ++this.at
  }

  /** Whether a comma stands between this part and the next one, rather than the closing bracket. */
  #comma(closing: string): boolean {
    this.#skipBlanks()
    const character = this.#text[this.at]
    if (character === closing) return false
    if (character !== ',') this.#fail(closing === '}' ? 'after object key:value pair' : 'after array element')
    this.#next()
    return true
  }

  #next(): void {
    this.at++
    this.#skipBlanks()
  }

  #skipBlanks(): void {
    this.at = afterBlanks(this.#text, this.at)
  }

  #string(): ScalarNode {
    const text = this.#text
    const start = this.at
    let value = ''
    let from = start + 1
    this.at = from
    for (;;) {
      const code = text.charCodeAt(this.at)
      if (code === 34) break
      if (code === 92) {
        value += text.slice(from, this.at) + this.#escape()
        from = this.at
      } else if (code >= 32) this.at++
      else this.#fail('in string literal', start)
    }
    value += text.slice(from, this.at)
    this.at++
    if (loneSurrogate.test(value)) value = value.replace(loneSurrogate, '\ufffd')
    return { type: 'scalar', start, end: this.at, style: 'double', text: value, value, tag: undefined }
  }

  #escape(): string {
    const letter = this.#text[++this.at] ?? ''
    const simple = escapes[letter]
    if (simple === undefined && letter !== 'u') this.#fail('in string escape code')
    this.at++
    if (simple !== undefined) return simple
    let value = 0
    for (let digit = 0; digit < 4; digit++) {
      const hex = hexValue(this.#text.charCodeAt(this.at))
      if (hex < 0) this.#fail('in \\u hexadecimal character escape')
      value = value * 16 + hex
      this.at++
    }
    return String.fromCharCode(value)
  }

  #number(): ScalarNode {
    const start = this.at
    if (this.#text[this.at] === '-') this.at++
    if (this.#text[this.at] === '0') this.at++
    else this.#digits('in numeric literal')
    if (this.#text[this.at] === '.') {
      this.at++
      this.#digits('after decimal point in numeric literal')
    }
    if (this.#text[this.at] === 'e' || this.#text[this.at] === 'E') {
      this.at++
      if (this.#text[this.at] === '+' || this.#text[this.at] === '-') this.at++
      this.#digits('in exponent of numeric literal')
    }
    const text = this.#text.slice(start, this.at)
    return { type: 'scalar', start, end: this.at, style: 'plain', text, value: Number(text), tag: undefined }
  }

  #digits(context: string): void {
    if (!isDigit(this.#text.charCodeAt(this.at))) this.#fail(context)
    while (isDigit(this.#text.charCodeAt(this.at))) this.at++
  }

  #literal(word: string, value: boolean | null): ScalarNode {
    const start = this.at
    for (const letter of word) {
      if (this.#text[this.at] !== letter) this.#fail(`in literal ${word} (expecting '${letter}')`)
      this.at++
    }
    return { type: 'scalar', start, end: this.at, style: 'plain', text: word, value, tag: undefined }
  }

  #fail(context: string, opened = this.#opened): never {
    const { at } = this
    const text = this.#text
    const place = { start: at, end: at + 1, ...(opened !== undefined && { opened }) }
    if (at >= text.length) {
      const words = 'unexpected EOF'
      throw new Unreadable({ code: 'JSON_UNFINISHED', message: words, kubectl: words, ...place })
    }
    const words = `invalid character ${quoted(firstByte(text.codePointAt(at) as number))} ${context}`
    const kubectl = `json: offset ${utf8Length(text, 0, at) + 1}: ${words}`
    throw new Unreadable({ code: 'JSON_SYNTAX', message: words, kubectl, ...place })
  }
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const escapes: { readonly [letter: string]: string } = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t'
}

function afterBlanks(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at
    at++
  }
}

function quoted(code: number): string {
  if (code === 39) return "'\\''"
  return code === 34 ? `'"'` : `'${goQuoted(String.fromCodePoint(code)).slice(1, -1)}'`
}

/** The first byte of a character in UTF-8: Go speaks of bytes as if they were characters. */
function firstByte(code: number): number {
  if (code < 0x80) return code
  return code < 0x800 ? 0xc0 | (code >> 6) : code < 0x10000 ? 0xe0 | (code >> 12) : 0xf0 | (code >> 18)
}
