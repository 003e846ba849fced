import { edit, onLine, shown } from './line.ts'
import type { Explained, Line, Lines } from './slip.ts'
import { spacesForTabs } from './tabs.ts'

/** A tab, or a blank that is not a space, where only spaces may stand. */
export function badIndentation(line: Line, lines: Lines, step: number): Explained | undefined {
  const { text, indent } = line
  const blank = /^[ \t]*/.exec(text)?.[0] ?? ''
  if (blank.includes('\t') && line.dashes.length === 0) {
    return onLine(line, {
      code: 'tab',
      message: tabMessage(line),
      from: blank.indexOf('\t'),
      to: blank.length,
      fix: spacesForTabs(lines, step)
    })
  }
  const behindDash = line.dashes.length > 0 && text.slice(line.dashes[0], line.body).includes('\t')
  if (behindDash) {
    const from = text.indexOf('\t')
    return onLine(line, {
      code: 'tab',
      message: 'A tab follows the dash; write a space instead.',
      from,
      to: from + 1,
      fix: { title: 'Use a space', edits: [edit(line, from, from + 1, ' ')] }
    })
  }
  const special =
    /^[\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff][ \u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]*/.exec(
      text.slice(indent, indent + 200)
    )
  if (special && line.kind !== 'comment') {
    return onLine(line, {
      code: 'special-space',
      message: /[\u200b-\u200f\u2060\ufeff]/.test(special[0])
        ? 'There is an invisible character at the start of this line; remove it.'
        : 'This line is indented with no-break or other special spaces; use plain spaces.',
      from: indent,
      to: indent + special[0].length
    })
  }
  return undefined
}

function tabMessage(line: Line): string {
  if (line.kind === 'blank') return 'This empty line holds a tab, which YAML does not allow here; remove it.'
  return 'A tab is used as indentation; YAML allows only spaces there.'
}

/** The first character that YAML allows nowhere, not even in a comment. */
export function forbiddenCharacter({ all }: Lines): Explained | undefined {
  for (const line of all) {
    const from = line.text.search(forbidden)
    if (from < 0) continue
    const code = line.text.charCodeAt(from)
    const windows = code >= 0x80 && code < 0xa0
    const message = windows
      ? `This character (${shown(line.text.slice(from, from + 1))}) is a leftover of a Windows-1252 text; save the file as UTF-8 and write the character again.`
      : code === 0xfeff
        ? 'There is a byte order mark here, in the middle of the text, where YAML does not allow it; remove it.'
        : `An invisible control character (${shown(line.text.slice(from, from + 1))}) is here; YAML allows none, not even in a comment. Remove it.`
    return onLine(line, {
      code: 'control-character',
      message,
      from,
      to: from + 1,
      ...(windows ? {} : { fix: { title: 'Remove the character', edits: [edit(line, from, from + 1, '')] } })
    })
  }
  return undefined
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/
