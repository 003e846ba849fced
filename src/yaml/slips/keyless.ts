import { edit, onLine, plainFrom, shown } from './line.ts'
import type { Explained, Line } from './slip.ts'

/** What is wrong with a line that has to be `key: value` or `- item` and is neither. */
export function explainKeyless(line: Line): Explained {
  const words = plainFrom(line, line.body)
  for (const slip of slips) {
    const found = slip.when.exec(words)
    if (found === null) continue
    const { code, message, write } = slip
    const by = write?.(found)
    const to = line.body + words.length
    const edits = by === undefined ? [] : [edit(line, line.body, to, by)]
    return onLine(line, {
      code,
      message: message(found, by),
      from: line.body,
      to,
      fix: by === undefined || slip.guess ? undefined : { title: `Write "${shown(by)}"`, edits }
    })
  }
  return onLine(line, {
    code: 'no-key',
    message:
      'This line is neither "key: value" nor a list item ("- value"). If it goes on with the value above, indent it further; otherwise its colon is missing, or it does not belong here.',
    from: line.body,
    to: line.body + words.length
  })
}

interface KeylessSlip {
  readonly code: string
  readonly when: RegExp
  readonly message: (found: RegExpExecArray, by: string | undefined) => string
  /** What to write in place of the words. */
  readonly write?: (found: RegExpExecArray) => string | undefined
  /** Whether what is written is only a guess, to be shown and not made. */
  readonly guess?: true
}

const name = String.raw`("[\w./-]+"|'[\w./-]+'|[A-Za-z_][\w./-]*)`

/** Fields that are plainly keys, whatever words follow them. */
const fields =
  'apiVersion|kind|metadata|name|namespace|labels|annotations|spec|template|jobTemplate|schedule|image|command|args|containers|env|value|restartPolicy|backoffLimit|suspend|resources|limits|requests|cpu|memory'

const slips: readonly KeylessSlip[] = [
  {
    code: 'template',
    when: /^\{\{|^\{%|^<%|^\$\{[^}]*\}$/,
    message: () => 'This is a line of a template, which has to be rendered before it is YAML.'
  },
  {
    code: 'template',
    when: /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/,
    message: ([word]) =>
      `The line "${word}" is neither "key: value" nor a list item: a placeholder that nothing has filled in, or a key without its colon.`
  },
  {
    code: 'colon-in-quotes',
    when: /^(["'])([\w./-]+):(?:\1|\s+(|\S.*)\1)$/,
    message: (_, by) =>
      `The quotes take in the colon, so this is one text and no key: write "${shown(by ?? '')}".`,
    write: ([, , key, value]) => pair(key, value)
  },
  {
    code: 'missing-dash',
    when: /^(--[A-Za-z].*)$/,
    message: (_, by) => `A dash and a space are missing before this item: write "${shown(by ?? '')}".`,
    write: ([, item]) => `- ${item}`
  },
  {
    code: 'dash-space',
    when: /^-([^\s].*)$/,
    message: (_, by) => `A space is missing after the dash: write "${shown(by ?? '')}".`,
    write: ([, rest]) => `- ${rest}`
  },
  {
    code: 'colon-look-alike',
    when: /^([^\s:\uff1a\ufe55\ufe13\ua789\u02d0\u2236\u0589]+)\s*[\uff1a\ufe55\ufe13\ua789\u02d0\u2236\u0589]\s*(|\S.*)$/,
    message: () => 'The colon in this line is not an ordinary one; write ":" and a space after it.',
    write: ([, key, value]) => pair(key, value)
  },
  {
    code: 'equals',
    when: /^(?:export )?[A-Z][A-Z0-9_]*=/,
    message: () =>
      'In a manifest, "NAME=value" is written as two lines: "- name: NAME" and below it "value: ...", or as "NAME: value" where the field is a mapping.'
  },
  {
    code: 'equals',
    when: new RegExp(`^${name}\\s*(:=|=>|->|==?)\\s*(|\\S.*)$`),
    message: ([, , sign], by) => `YAML uses a colon in place of "${sign}": "${shown(by ?? '')}".`,
    write: ([, key, , value]) => pair(key, value)
  },
  {
    code: 'missing-space',
    when: new RegExp(`^${name}:([^\\s:].*)$`),
    message: (_, by) => `A space is missing after the colon: write "${shown(by ?? '')}".`,
    write: ([, key, value]) => pair(key, value)
  },
  {
    code: 'missing-space',
    when: /^([A-Za-z_][\w./-]*):(?=[\u00a0\u2000-\u200b\u202f\u3000\ufeff])(.*)$/,
    message: () =>
      'The space after the colon is not an ordinary one (it is a no-break or other special space); write a plain space.',
    write: ([, key, value]) => pair(key, value?.trim())
  },
  {
    code: 'missing-colon',
    when: new RegExp(`^${name}\\s*[;,]\\s*(|\\S.*)$`),
    message: (_, by) => `A colon has to follow the key: write "${shown(by ?? '')}".`,
    write: ([, key, value]) => pair(key, value)
  },
  {
    code: 'missing-colon',
    when: new RegExp(`^${name}$`),
    message: (_, by) => `A colon is missing after this key: write "${shown(by ?? '')}".`,
    write: ([, key]) => `${key}:`
  },
  {
    code: 'missing-colon',
    when: new RegExp(`^(${fields})\\s+(\\S.*)$`),
    message: (_, by) => `A colon is missing after this key: write "${shown(by ?? '')}".`,
    write: ([, key, value]) => pair(key, value)
  },
  {
    code: 'missing-colon',
    when: new RegExp(`^${name}\\s+(\\S+)$`),
    message: (_, by) => `A colon is missing on this line; was "${shown(by ?? '')}" meant?`,
    write: ([, key, value]) => pair(key, value),
    guess: true
  }
]

function pair(key = '', value = ''): string {
  return value === '' ? `${key}:` : `${key}: ${value}`
}
