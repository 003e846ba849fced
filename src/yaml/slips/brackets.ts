import type { FlowToken } from './flow-tokens.ts'
import {
  at,
  bracketInWord,
  closeMissing,
  colonMissing,
  commaAfter,
  commaBefore,
  extraComma,
  partner,
  plainWord,
  quotedWord,
  quoteInside,
  semicolon,
  signOf
} from './flow-words.ts'
import { edit, onLine } from './line.ts'
import type { Broken, Explained, Line } from './slip.ts'

interface Level {
  readonly open: FlowToken
  /** What the last token was, as far as commas and colons go. */
  last: 'open' | 'comma' | 'colon' | 'value'
  /** Whether the current entry has its colon. */
  colon: boolean
}

/** Follows the tokens inside brackets and finds the first that cannot stand where it does. */
export class Brackets {
  /** A slip that only a JSON reader minds, which YAML would have taken. */
  tolerated: Explained | undefined
  readonly #levels: Level[] = []
  readonly #json: boolean
  #previous: FlowToken | undefined
  /** The last word of an earlier line. */
  #endOfLine: FlowToken | undefined
  /** An opening bracket whose partner by depth stands at another indentation. */
  #suspect: FlowToken | undefined

  constructor(json: boolean) {
    this.#json = json
  }

  get isClosed(): boolean {
    return this.#levels.length === 0
  }

  /** Whether an entry has to follow, so that the next line belongs to the brackets however it is indented. */
  get expects(): boolean {
    const last = this.#levels.at(-1)?.last
    return last === 'open' || last === 'comma'
  }

  take(token: FlowToken): Broken | undefined {
    const level = this.#levels.at(-1)
    if (this.#previous && this.#previous.line !== token.line) this.#endOfLine = this.#previous
    const broken = (level && this.#withoutComma(token, level)) ?? this.#judge(token, level)
    this.#previous = token
    return broken
  }

  #judge(token: FlowToken, level: Level | undefined): Broken | undefined {
    if (token.kind === 'open') {
      this.#levels.push({ open: token, last: 'open', colon: false })
      if (level) level.last = 'value'
      return undefined
    }
    if (level === undefined) return undefined
    if (token.kind === 'close') return this.#close(token, level)
    if (token.kind === 'comma') {
      if (level.last === 'open' || level.last === 'comma') return extraComma(token)
      level.last = 'comma'
      level.colon = false
      return undefined
    }
    if (token.kind === 'colon') {
      if (level.colon && this.#previous?.kind !== 'colon') return this.#secondColon(token)
      level.last = 'colon'
      level.colon = true
      return undefined
    }
    level.last = 'value'
    if (token.kind === 'plain') return plainWord(token)
    if (this.#json && token.closed && signOf(token) === "'") {
      this.tolerated ??= at(token, { code: 'single-quotes', message: 'JSON knows only double quotes.' })[1]
    }
    return quotedWord(token, this.#json)
  }

  #close(token: FlowToken, { open, last }: Level): Broken | undefined {
    const [sign, close] = [signOf(open), signOf(token)]
    if (partner[sign] !== close) {
      const message = `"${close}" closes the "${sign}" that begins on line ${open.line.number}; write "${partner[sign]}", or close what was opened in between.`
      return at(token, { code: 'wrong-bracket', message })
    }
    if (last === 'comma' && this.#previous) {
      const message = 'JSON allows no comma before a closing bracket; remove it.'
      this.tolerated ??= at(this.#previous, { code: 'trailing-comma', message })[1]
    }
    const beginsLine = token.line.indent === token.from && token.line !== open.line
    if (beginsLine && token.line.indent !== open.line.indent) this.#suspect ??= open
    this.#levels.pop()
    return undefined
  }

  /** Two values without a comma between them. */
  #withoutComma(token: FlowToken, level: Level): Broken | undefined {
    const previous = this.#previous
    if (previous === undefined || level.last !== 'value') return undefined
    if (!['open', 'quoted', 'plain'].includes(token.kind)) return undefined
    const { open } = level
    const beginsLine = token.line !== open.line && token.from === token.line.indent
    if (this.#json && beginsLine && token.from <= open.line.indent) return closeMissing(previous, open)
    if (!level.colon && signOf(open) === '{' && previous.kind === 'quoted')
      return colonMissing(previous, token)
    if (token.line.text[token.from] === ';') return semicolon(token)
    if (previous.kind === 'plain') {
      if (token.kind === 'plain') return undefined
      return token.kind === 'open' ? bracketInWord(previous, token) : commaAfter(previous)
    }
    const isGlued = previous.line === token.line && previous.to === token.from
    if (previous.kind !== 'quoted' || !isGlued) return commaAfter(previous)
    return quoteInside(previous)
  }

  #secondColon(colon: FlowToken): Broken {
    const word = this.#previous as FlowToken
    const beginsLine = word.line === colon.line && word.from === word.line.indent
    return this.#endOfLine && beginsLine ? commaAfter(this.#endOfLine) : commaBefore(word)
  }

  /** The brackets end without being closed; `last` is the last line that belongs to them. */
  unclosed(last: Line): Broken {
    const open = this.#suspect ?? this.#levels.at(-1)?.open
    if (open === undefined) throw new Error('Nothing was opened')
    const sign = signOf(open)
    const close = partner[sign] as string
    if (this.#json && this.#suspect === undefined) {
      const message = `The text ends here, but ${this.#levels.length} of its brackets and braces are still open: it was cut off, or a "${close}" is missing.`
      return [last, onLine(last, { code: 'cut-off', message })]
    }
    const isSure = open.line === last && this.#levels.length === 1 && !this.#json && !last.text.includes(' #')
    const end = last.text.trimEnd().length
    const fix = isSure
      ? { title: `Write the missing ${close}`, edits: [edit(last, end, end, close)] }
      : undefined
    const message = `The "${sign}" that begins here is never closed; write "${close}" where the ${sign === '[' ? 'list' : 'mapping'} ends.`
    return [open.line, onLine(open.line, { code: 'unclosed-bracket', message, from: open.from, fix })]
  }
}
