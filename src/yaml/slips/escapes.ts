import { edit, onLine, shown } from './line.ts'
import type { Explained, Line } from './slip.ts'

/** The first escape between two double quotes of a line that does not exist; JSON knows `\\/`, YAML 1.1 does not. */
export function badEscape(line: Line, open: number, close: number, isJson = false): Explained | undefined {
  const { text } = line
  if (text[open] !== '"') return undefined
  for (let at = text.indexOf('\\', open); at >= 0 && at < close; at = text.indexOf('\\', at + 2)) {
    const wrong = problem(text, at, isJson)
    if (wrong === undefined) continue
    const isSimple = !isJson && !/'|\\["\\ntr]/.test(text.slice(open + 1, close))
    const edits = [edit(line, open, open + 1, "'"), edit(line, close, close + 1, "'")]
    const fix = isSimple ? { title: 'Use single quotes', edits } : undefined
    return onLine(line, { code: 'escape', message: wrong, from: at, to: at + 2, fix })
  }
  return undefined
}

const escapes = '0abt\tnvfre "\\N_LP\''

/** How many hexadecimal digits follow. */
const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function problem(text: string, at: number, isJson: boolean): string | undefined {
  const letter = text[at + 1] ?? ''
  const length = digits[letter]
  if (length !== undefined) {
    const code = text.slice(at + 2, at + 2 + length)
    if (code.length < length || /[^0-9A-Fa-f]/.test(code)) {
      return `"\\${letter}" has to be followed by ${length} hexadecimal digits; write "\\\\${letter}" if a backslash is meant, or use single quotes.`
    }
    const isHalf = letter === 'u' && /^d[89a-f]/i.test(code)
    return isHalf && !isJson
      ? `"\\u${code}" is half of a character, which JSON can write and YAML cannot; write the character itself.`
      : undefined
  }
  if (escapes.includes(letter) || (isJson && letter === '/')) return undefined
  if (letter === '/') return 'YAML does not know the escape "\\/"; write "/" without the backslash.'
  const way = isJson ? '' : 'use single quotes, in which a backslash is only a backslash, or '
  return `"\\${shown(letter)}" is not an escape in double quotes; ${way}write "\\\\${shown(letter)}".`
}
