import type { Token } from './flow-tokens.ts'
import { edit, onLine, shown } from './line.ts'
import { badEscape } from './quotes.ts'
import type { Explained, Line } from './types.ts'

type Broken = readonly [Line, Explained]

interface Level {
  readonly open: Token
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
  #previous: Token | undefined
  /** The last word before the current one that ended its line. */
  #endOfLine: Token | undefined
  /** An opening bracket whose partner by depth stands at another indentation. */
  #suspect: Token | undefined

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

  take(token: Token): Broken | undefined {
    const level = this.#levels.at(-1)
    if (this.#previous && this.#previous.line !== token.line) this.#endOfLine = this.#previous
    const broken = (level && this.#beforeValue(token, level)) ?? this.#judge(token, level)
    this.#previous = token
    return broken
  }

  #judge(token: Token, level: Level | undefined): Broken | undefined {
    if (token.kind === 'open') {
      this.#levels.push({ open: token, last: 'open', colon: false })
      if (level) level.last = 'value'
    } else if (level === undefined) return undefined
    else if (token.kind === 'close') return this.#close(token, level)
    else if (token.kind === 'comma') {
      if (level.last === 'open' || level.last === 'comma') return extraComma(token)
      level.last = 'comma'
      level.colon = false
    } else if (token.kind === 'colon') {
      if (level.colon && this.#previous?.kind !== 'colon') return this.#missingComma(token)
      level.last = 'colon'
      level.colon = true
    } else {
      level.last = 'value'
      return token.kind === 'quoted' ? this.#quoted(token) : plainWord(token)
    }
    return undefined
  }

  #close(token: Token, level: Level): Broken | undefined {
    const [open, close] = [signOf(level.open), signOf(token)]
    if (partner[open] !== close) {
      const message = `"${close}" closes the "${open}" that begins on line ${level.open.line.index + 1}; write "${partner[open]}", or close what was opened in between.`
      return say(token, 'wrong-bracket', message)
    }
    if (level.last === 'comma' && this.#previous) {
      this.tolerated ??= say(
        this.#previous,
        'trailing-comma',
        'JSON allows no comma before a closing bracket; remove it.'
      )[1]
    }
    const own = token.line.indent === token.from && token.line !== level.open.line
    if (own && token.line.indent !== level.open.line.indent) this.#suspect ??= level.open
    this.#levels.pop()
    return undefined
  }

  /** Two values without a comma between them. */
  #beforeValue(token: Token, level: Level): Broken | undefined {
    const previous = this.#previous
    if (previous === undefined || level.last !== 'value' || !['open', 'quoted', 'plain'].includes(token.kind))
      return undefined
    const glued = previous.line === token.line && previous.to === token.from
    if (previous.kind === 'quoted' && glued) {
      return say(
        previous,
        'after-quote',
        'The quotes end here, yet text follows at once; write \\" for a quote inside double quotes, or use the other kind of quotes.'
      )
    }
    if (previous.kind === 'plain' && token.kind === 'open') {
      return say(
        previous,
        'quotes-needed',
        `A word with "${signOf(token)}" in it needs quotes inside brackets; or a comma is missing before it.`
      )
    }
    if (previous.kind === 'plain' && token.kind === 'plain') return undefined
    return commaAfter(previous)
  }

  #missingComma(colon: Token): Broken {
    const word = this.#previous as Token
    if (this.#endOfLine && word.line === colon.line && word.from === word.line.indent)
      return commaAfter(this.#endOfLine)
    const written = word.line.text.slice(word.from, word.to)
    const blank = written.lastIndexOf(' ')
    const message =
      blank > 0
        ? `A comma is missing before "${shown(written.slice(blank + 1))}".`
        : 'A comma is missing here, or the value with ": " in it needs quotes.'
    return say(blank > 0 ? { ...word, from: word.from + blank + 1 } : word, 'missing-comma', message)
  }

  #quoted(token: Token): Broken | undefined {
    const quote = token.line.text[token.from] as string
    if (!token.closed) {
      return say(
        token,
        'unclosed-quote',
        `The quote that begins here is never closed; write ${quote} at the end of the value as well.`
      )
    }
    if (this.#json && quote === "'")
      this.tolerated ??= say(token, 'single-quotes', 'JSON knows only double quotes.')[1]
    const wrong = badEscape(token.line, token.from, token.to - 1)
    return wrong && [token.line, wrong]
  }

  /** The brackets end without being closed; `last` is the last line that belongs to them. */
  unclosed(last: Line): Broken {
    const open = this.#suspect ?? this.#levels.at(-1)?.open
    if (open === undefined) throw new Error('Nothing was opened')
    const sign = signOf(open)
    if (this.#json && this.#suspect === undefined) {
      const message = `The text ends here, but ${this.#levels.length} of its brackets and braces are still open: it was cut off, or a "${partner[sign]}" is missing.`
      return [last, onLine(last, { code: 'cut-off', message })]
    }
    const end = open.line === last && this.#levels.length === 1 ? last.text.trimEnd().length : -1
    const fix =
      end > 0 && !last.text.includes(' #') && !this.#json
        ? {
            title: `Write the missing ${partner[sign]}`,
            edits: [edit(last, end, end, partner[sign] as string)]
          }
        : undefined
    const message = `The "${sign}" that begins here is never closed; write "${partner[sign]}" where the ${sign === '[' ? 'list' : 'mapping'} ends.`
    return [open.line, onLine(open.line, { code: 'unclosed-bracket', message, from: open.from, fix })]
  }
}

const partner: Readonly<Record<string, string>> = { '[': ']', '{': '}' }

function signOf({ line, from }: Token): string {
  return line.text[from] as string
}

function say({ line, from, to }: Token, code: string, message: string): Broken {
  return [line, onLine(line, { code, message, from, to })]
}

function commaAfter(token: Token): Broken {
  const { line, to } = token
  const fix = { title: 'Write the comma', edits: [edit(line, to, to, ',')] }
  return [
    line,
    onLine(line, {
      code: 'missing-comma',
      message: 'A comma is missing after this value.',
      from: token.from,
      to,
      fix
    })
  ]
}

function extraComma({ line, from }: Token): Broken {
  return [
    line,
    onLine(line, {
      code: 'extra-comma',
      message: 'There is a comma here without a value before it; remove it.',
      from,
      to: from + 1
    })
  ]
}

function plainWord(token: Token): Broken | undefined {
  const written = token.line.text.slice(token.from, token.to)
  if (/^\/[/*]/.test(written))
    return say(
      { ...token, to: token.line.text.length },
      'comment-sign',
      'A comment begins with "#"; JSON knows no comments at all.'
    )
  if (/^-\s/.test(written))
    return say(
      token,
      'dash-in-brackets',
      'Inside brackets, the items of a list are separated by commas and have no dashes.'
    )
  const isTag = /^![^\s]/.test(written) && /[,\]}]/.test(token.line.text[token.to] ?? '')
  if (!isTag && !/^[@`%|>]|^[*&](?![\w-]+(?:\s|$))|^[^?].*\?/.test(written)) return undefined
  const sign = /^[@`%!|>*&]/.exec(written)?.[0] ?? '?'
  const fix = /['"\\]/.test(written)
    ? undefined
    : { title: 'Put quotes around it', edits: [edit(token.line, token.from, token.to, `"${written}"`)] }
  return [
    token.line,
    onLine(token.line, {
      code: 'quotes-needed',
      message: `A word with "${sign}" in it needs quotes here.`,
      from: token.from,
      to: token.to,
      fix
    })
  ]
}
