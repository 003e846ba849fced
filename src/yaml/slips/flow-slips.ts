import { nextText } from './blocks.ts'
import { Brackets } from './brackets.ts'
import { tokensFrom } from './flow-tokens.ts'
import { isBlank, onLine } from './line.ts'
import { startsEntry } from './quotes.ts'
import type { Explained, Extent, Line } from './slip.ts'

/** A list or mapping in brackets, or a whole text of JSON: the lines it takes, and the first slip in it. */
export function scanFlow(line: Line, all: readonly Line[], isFirst: boolean): Extent | undefined {
  const { text, value } = line
  if ((text[value] !== '[' && text[value] !== '{') || text.startsWith('{{', value)) return undefined
  const isRoot = isFirst && line.colon < 0 && line.dashes.length === 0
  const brackets = new Brackets(isRoot)
  let last = line
  for (const token of tokensFrom(line, value, all, (next) =>
    isRoot ? !goesOn(all[next.index - 1]) : startsEntry(next, line)
  )) {
    const begins = token.line !== line && token.from === token.line.indent
    if (begins && !isRoot && !brackets.expects && startsEntry(token.line, line)) break
    last = token.line
    const broken = brackets.take(token)
    if (broken && isRoot && broken[1].code === 'unclosed-quote' && isLast(token.line, all)) {
      return { as: 'flow', last: last.index, broken: brackets.unclosed(last) }
    }
    if (broken) return { as: 'flow', last: Math.max(last.index, broken[0].index), broken }
    if (!brackets.isClosed) continue
    const extra = isRoot ? brackets.tolerated : behind(last, token.to)
    return { as: 'flow', last: last.index, ...(extra && { broken: [last, extra] }) }
  }
  return { as: 'flow', last: last.index, broken: brackets.unclosed(last) }
}

/** What stands behind the closing bracket, where nothing but a comment may. */
function behind(line: Line, from: number): Explained | undefined {
  const { text } = line
  let at = from
  while (at < text.length && isBlank(text[at])) at++
  if (at >= text.length || text[at] === '#' || (text[at] === ':' && isBlank(text[at + 1]))) return undefined
  const isBracket = text[at] === ']' || text[at] === '}'
  const message = isBracket
    ? `There is one "${text[at]}" too many here; everything that was opened is closed before it.`
    : `The value in brackets ends before this, yet text follows it; put quotes around the whole value, or remove what follows.`
  return onLine(line, { code: isBracket ? 'extra-bracket' : 'after-bracket', message, from: at })
}

/** Whether the text in double quotes goes on behind the end of a line; JSON knows no texts over several lines. */
function goesOn(line: Line | undefined): boolean {
  return line?.text.endsWith('\\') ?? false
}

function isLast(line: Line, all: readonly Line[]): boolean {
  return nextText(line.index, all) === undefined
}
