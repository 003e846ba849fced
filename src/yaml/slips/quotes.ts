import { badEscape } from './escapes.ts'
import { closingQuote, edit, isBlank, onLine, shown } from './line.ts'
import type { Explained, Extent, Line } from './slip.ts'

/** A quoted key or value: the lines it takes, and whether it is never closed, or closed too early. */
export function scanQuote(line: Line, all: readonly Line[]): Extent | undefined {
  const { text, value, body } = line
  const open = isQuote(text[value]) ? value : line.colon < 0 && isQuote(text[body]) ? body : -1
  if (open < 0) return undefined
  const quote = text[open] as string
  const close = closingQuote(text, open)
  if (close >= 0) {
    const broken = badEscape(line, open, close) ?? after(line, open, close)
    return { as: 'quote', last: line.index, ...(broken && { broken: [line, broken] }) }
  }
  for (let index = line.index + 1; index < all.length; index++) {
    const next = all[index] as Line
    if (startsEntry(next, line)) break
    const end = closingQuote(`${quote}${next.text}`, 0) - 1
    if (end >= 0) return { as: 'quote', last: index }
  }
  return { as: 'quote', last: line.index, broken: [line, unclosed(line, open)] }
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'"
}

/** Whether a line looks like the next entry after a line, and not like more of a text that began there. */
export function startsEntry(next: Line, line: Line): boolean {
  if (next.kind !== 'code' || next.indent > (line.dashes.at(-1) ?? line.indent) + 2) return false
  if (/^["']?[\w./-]+["']?$/.test(next.key ?? '')) return next.indent <= line.body
  return next.dashes.length > 0 && next.indent <= (line.dashes.at(-1) ?? line.indent)
}

function unclosed(line: Line, open: number): Explained {
  const quote = line.text[open] as string
  const end = line.text.trimEnd().length
  const written = line.text.slice(open, end)
  const fix =
    written.length > 1 && !/[:#\\'"]/.test(written.slice(1))
      ? { title: 'Close the quote', edits: [edit(line, end, end, quote)] }
      : undefined
  const message = `The quote that begins here is never closed; write ${quote} at the end of the value as well.`
  return onLine(line, { code: 'unclosed-quote', message, from: open, fix })
}

/** What stands behind the closing quote, where nothing but a comment may. */
function after(line: Line, open: number, close: number): Explained | undefined {
  const { text } = line
  let at = close + 1
  while (at < text.length && isBlank(text[at])) at++
  if (at >= text.length || text[at] === '#') return undefined
  const quote = text[open] as string
  if (text[at] === ':' && isBlank(text[at + 1])) return undefined
  if (at === close + 1 && text[at] === ':' && line.colon < 0) {
    const fix = { title: 'Write a space after the colon', edits: [edit(line, at + 1, at + 1, ' ')] }
    const message = `A space is missing after the colon: write ${shown(text.slice(open, at + 1))} ${shown(text.slice(at + 1).trim())}.`
    return onLine(line, { code: 'missing-space', message, from: open, fix })
  }
  const rest = text.slice(at).trimEnd()
  if (/^,\s*\S/.test(rest)) {
    const message = `A list on one line needs brackets: [${shown(text.slice(open).trimEnd())}].`
    return onLine(line, { code: 'list-without-brackets', message, from: open })
  }
  if (/^[\]}]+,?$/.test(rest)) {
    const message = `"${rest[0]}" closes something that was never opened; remove it, or write "${rest[0] === ']' ? '[' : '{'}" before the value.`
    return onLine(line, { code: 'extra-bracket', message, from: at })
  }
  if (rest === ',') {
    const fix = { title: 'Remove the comma', edits: [edit(line, at, at + 1, '')] }
    return onLine(line, {
      code: 'extra-comma',
      message: 'A comma follows the value and does not belong here; remove it.',
      from: at,
      fix
    })
  }
  const message = rest.includes(quote)
    ? `There is a quote inside the quotes, so the value ends there; ${quote === "'" ? "write '' for a quote inside single quotes" : 'write \\" for a quote inside double quotes'}, or use the other kind of quotes around the value.`
    : `The quoted value ends here, yet text follows it; put the quotes around the whole value.`
  return onLine(line, { code: 'after-quote', message, from: at === close + 1 ? close : at })
}
