import { badEscape } from './escapes.ts'
import type { FlowToken } from './flow-tokens.ts'
import { edit, onLine, type Saying, shown } from './line.ts'
import type { Broken } from './slip.ts'

export const partner: Readonly<Record<string, string>> = { '[': ']', '{': '}' }

export function signOf({ line, from }: FlowToken): string {
  return line.text[from] as string
}

export function at({ line, from, to }: FlowToken, saying: Saying): Broken {
  return [line, onLine(line, { ...saying, from, to })]
}

export function commaAfter(token: FlowToken): Broken {
  const fix = { title: 'Write the comma', edits: [edit(token.line, token.to, token.to, ',')] }
  return at(token, { code: 'missing-comma', message: 'A comma is missing after this value.', fix })
}

export function extraComma(token: FlowToken): Broken {
  return at(token, {
    code: 'extra-comma',
    message: 'There is a comma here without a value before it; remove it.'
  })
}

/** A second colon in an entry that `word` belongs to, which begins or ends with it. */
export function commaBefore(word: FlowToken): Broken {
  const written = word.line.text.slice(word.from, word.to)
  const blank = written.lastIndexOf(' ')
  const last = shown(written.slice(blank + 1))
  const message =
    blank > 0
      ? `A comma is missing before "${last}".`
      : 'A comma is missing here, or the value with ": " in it needs quotes.'
  return at({ ...word, from: word.from + (blank > 0 ? blank + 1 : 0) }, { code: 'missing-comma', message })
}

/** A bracket right behind a word, as in `a[0]` and `${A}`. */
export function bracketInWord(word: FlowToken, open: FlowToken): Broken {
  const sign = signOf(open)
  const close = open.line.text.indexOf(partner[sign] as string, open.to)
  const isGlued = word.line === open.line && word.to === open.from
  const message = `A word with "${sign}" in it needs quotes inside brackets${isGlued ? '' : ', or a comma is missing before it'}.`
  return at({ ...word, to: isGlued && close >= 0 ? close + 1 : word.to }, { code: 'quotes-needed', message })
}

/** What is wrong with a quoted word, which is closed or not. */
export function quotedWord(token: FlowToken, isJson: boolean): Broken | undefined {
  const { line, from, to } = token
  if (token.closed) {
    const wrong = badEscape(line, from, to - 1, isJson)
    return wrong && [line, wrong]
  }
  const message = `The quote that begins here is never closed; write ${line.text[from]} at the end of the value as well.`
  return at(token, { code: 'unclosed-quote', message })
}

/** What is wrong with a word without quotes. */
export function plainWord(token: FlowToken): Broken | undefined {
  const { line, from, to } = token
  const written = line.text.slice(from, to)
  if (/^\/[/*]/.test(written)) {
    const message =
      'This looks like a comment, but a comment begins with "#" in YAML, and JSON has none at all.'
    return at({ ...token, to: line.text.trimEnd().length }, { code: 'comment-sign', message })
  }
  if (/^-\s/.test(written)) {
    const message = 'Inside brackets, the items of a list are separated by commas and have no dashes.'
    return at(token, { code: 'dash-in-brackets', message })
  }
  const isTag = /^!\S/.test(written) && /[,\]}]/.test(line.text[to] ?? '')
  if (!isTag && !/^[@`%|>]|^[*&](?![\w-]+(?:\s|$))|^[^?].*\?/.test(written)) return undefined
  const sign = /^[@`%!|>*&]/.exec(written)?.[0] ?? '?'
  const edits = [edit(line, from, to, `"${written}"`)]
  const fix = /['"\\]/.test(written) ? undefined : { title: 'Put quotes around it', edits }
  const message = `A word with "${sign}" in it needs quotes here.`
  return at(token, { code: 'quotes-needed', message, fix })
}

/** Text right behind a quoted word. */
export function quoteInside(word: FlowToken): Broken {
  const way =
    signOf(word) === '"'
      ? 'write \\" for a quote inside double quotes'
      : "write '' for a quote inside single quotes"
  const message = `The quotes end here, yet text follows at once; ${way}, or use the other kind of quotes around it.`
  return at(word, { code: 'after-quote', message })
}

/** An entry of JSON that stands left of what the brackets before it hold. */
export function closeMissing(previous: FlowToken, open: FlowToken): Broken {
  const message = `"${partner[signOf(open)]}" is missing after this: the "${signOf(open)}" on line ${open.line.number} is still open.`
  return at(previous, { code: 'unclosed-bracket', message })
}

/** A key in a mapping that something else than a colon follows. */
export function colonMissing(key: FlowToken, next: FlowToken): Broken {
  const sign = /^(?::=|=>|->|=)/.exec(next.line.text.slice(next.from))?.[0]
  const message = sign
    ? `A colon belongs after this key, in place of "${sign}".`
    : 'A colon is missing after this key, or a comma after this value.'
  return at(key, { code: sign ? 'equals' : 'missing-colon', message })
}

export function semicolon(token: FlowToken): Broken {
  const fix = { title: 'Write a comma', edits: [edit(token.line, token.from, token.from + 1, ',')] }
  return at(
    { ...token, to: token.from + 1 },
    { code: 'missing-comma', message: 'A comma belongs here, not ";".', fix }
  )
}
