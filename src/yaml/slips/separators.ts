import { edit, onLine, shown } from './line.ts'
import type { Explained, Line } from './slip.ts'

/** A line that was meant to separate two documents and does not. */
export function badSeparator(line: Line): Explained | undefined {
  const text = line.text.trim()
  if (line.text.startsWith('---')) return glued(line, text)
  const isLike = isSeparatorLike(text)
  if (!isLike || (line.indent > 0 && text !== '---')) return indentedSeparator(line, text)
  const message =
    text === '---'
      ? 'This "---" is indented, so it separates nothing; write it at the very start of the line.'
      : `Two documents are separated by a line of exactly three hyphens; write "---" in place of "${shown(text)}".`
  return onLine(line, { code: 'separator', message, fix: separate(line) })
}

function separate(line: Line) {
  return { title: 'Write "---"', edits: [edit(line, 0, line.text.length, '---')] }
}

function indentedSeparator(line: Line, text: string): Explained | undefined {
  if (line.indent === 0 || !text.startsWith('--- ')) return undefined
  return onLine(line, {
    code: 'separator',
    message:
      'This "---" is indented, so it separates nothing; write it at the very start of the line, and nothing else on it.'
  })
}

/** What follows `---` on its line, where kubectl takes nothing but a comment. */
function glued(line: Line, text: string): Explained | undefined {
  const rest = text.slice(3).trim()
  if (rest === '' || rest[0] === '#') return undefined
  if (/^-+$/.test(rest)) {
    const message = 'A separator is exactly three hyphens; kubectl refuses more.'
    return onLine(line, { code: 'separator', message, fix: separate(line) })
  }
  return onLine(line, {
    code: 'text-after-separator',
    message: `"${shown(rest)}" is on the line of the "---", where kubectl allows nothing but a comment; write it on a line of its own.`,
    from: line.text.indexOf(rest, 3),
    fix: { title: 'Write it on the next line', edits: [edit(line, 3, line.text.indexOf(rest, 3), '\n')] }
  })
}

/** Whether a line, without the blanks around it, looks like a separator of documents. */
export function isSeparatorLike(text: string): boolean {
  return /^(?:--|- ?- ?-|- --|-- -|-{3,}|[\u2013\u2014\u2015\u2212\u2500]{1,3}-?|_{3,}|\*{3,}|={3,}|~{3,}|\+{3,})$/.test(
    text
  )
}
