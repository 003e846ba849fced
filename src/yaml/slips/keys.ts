import { edit, onLine, shown } from './line.ts'
import type { Explained, Line } from './slip.ts'

/** A key that begins with a sign that cannot begin one, or with a dash where an item of a list was meant. */
export function badKey(line: Line): Explained | undefined {
  const { key, text, body } = line
  if (/^[\]}][\]},;]*$/.test(text.slice(body).trimEnd())) {
    return onLine(line, {
      code: 'extra-bracket',
      message: 'There is a closing bracket here, but none is open; remove it, or write the opening one.'
    })
  }
  if (key === undefined) return undefined
  if (key === '') {
    return onLine(line, { code: 'empty-key', message: 'The key before this colon is missing.', from: body })
  }
  if (line.dashes.length === 0 && /^--+ ?[A-Za-z"']/.test(key)) {
    return onLine(line, {
      code: 'dash-space',
      message: 'A list item begins with one dash and a space.',
      from: body
    })
  }
  const sign = /^[@`%\]},]/.exec(key)?.[0]
  if (sign) {
    const message = `A key cannot begin with ${sign}; remove it, or put quotes around the key.`
    return onLine(line, { code: 'quotes-needed', message, from: body, to: line.colon })
  }
  if (!/^-[A-Za-z"']/.test(key)) return undefined
  return onLine(line, {
    code: 'dash-space',
    message: `A space is missing after the dash: write "- ${shown(text.slice(body + 1).trimEnd())}".`,
    from: body,
    fix: { title: 'Write a space after the dash', edits: [edit(line, body + 1, body + 1, ' ')] }
  })
}
