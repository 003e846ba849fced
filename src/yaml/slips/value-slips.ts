import { edit, onLine, plainFrom, shown, valueText } from './line.ts'
import type { Explained, Line, SlipFix } from './slip.ts'

/** A value on its line that YAML reads otherwise than it was meant; undefined where the value looks fine. */
export function badValue(line: Line): Explained | undefined {
  // A "key" of several words is the beginning of a text that has ": " in it.
  const isInText = line.key !== undefined && !/^(?:"[^"]*"|'[^']*'|\S+)$/.test(line.key)
  const from = isInText && hasColon(valueText(line)) >= 0 ? line.body : line.value
  const value = plainFrom(line, from)
  if (value === '') return undefined
  for (const { when, code, message, isText } of slips) {
    const found = when(value, line)
    if (found === undefined) continue
    const to = from + value.length
    const fix = isText ? (onNextLine(line, from, value) ?? inQuotes(line, from, value)) : undefined
    return onLine(line, { code, message: message(shown(found)), from, to, fix })
  }
  return undefined
}

interface ValueSlip {
  readonly code: string
  /** What to name in the message, if this is the slip. */
  readonly when: (value: string, line: Line) => string | undefined
  readonly message: (found: string) => string
  /** Whether the value can only be meant as a text, so that quotes around it are the remedy. */
  readonly isText?: true
}

const slips: readonly ValueSlip[] = [
  {
    code: 'template',
    when: (value) => /^\{\{.*/.exec(value)?.[0],
    message: () =>
      'A template in braces has to be in quotes, or be rendered before this is YAML: without quotes, { begins a mapping.'
  },
  {
    code: 'smart-quotes',
    when: (value) =>
      /^[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]/.test(value) && hasColon(value) >= 0
        ? value[0]
        : undefined,
    message: (found) => `${found} is a typographic quote, which YAML does not know as a quote; use " or '.`
  },
  {
    code: 'alias',
    isText: true,
    when: (value) => (/^\*(?![\w-]+$)/.test(value) ? value : undefined),
    message: (found) => `A value that begins with * is read as an alias; put quotes around it: "${found}".`
  },
  {
    code: 'quotes-needed',
    isText: true,
    when: (value) => /^[@`%]/.exec(value)?.[0],
    message: (found) => `A value cannot begin with ${found}; put quotes around the value.`
  },
  {
    code: 'quotes-needed',
    isText: true,
    when: (value) => (/^&(?:[^\w-]|$)/.test(value) ? '&' : undefined),
    message: () => 'A value that begins with & is read as an anchor; put quotes around the value.'
  },
  {
    code: 'quotes-needed',
    when: (value) => /^[,\]}]/.exec(value)?.[0],
    message: (found) =>
      `A value cannot begin with ${found}; put quotes around the value, or remove the ${found}.`
  },
  {
    code: 'item-after-key',
    when: (value, line) => (line.colon >= 0 && /^-(?:\s|$)/.test(value) ? value : undefined),
    message: () => 'A list cannot begin on the line of its key; write its first item on the next line.'
  },
  {
    code: 'quotes-needed',
    when: (value, line) => (line.colon >= 0 && /^\?(?:\s|$)/.test(value) ? '?' : undefined),
    message: () => 'A value that begins with "? " is read as a key; put quotes around the value.'
  },
  {
    code: 'second-colon',
    isText: true,
    when: (value, line) =>
      line.colon >= 0 && hasColon(value) >= 0 && !/^["'[{|>]/.test(value) ? value : undefined,
    message: () =>
      'There is a second ": " on this line; put quotes around the value if it is one text, or write the second key on a line of its own.'
  }
]

/** The index of a colon that would end a key, or -1. */
function hasColon(value: string): number {
  for (let at = value.indexOf(':'); at >= 0; at = value.indexOf(':', at + 1)) {
    if (at === value.length - 1 || value[at + 1] === ' ' || value[at + 1] === '\t') return at
  }
  return -1
}

/** Two fields on one line, such as `backoffLimit: 2 suspend: true`: quotes would make one text of both. */
function onNextLine(line: Line, from: number, value: string): SlipFix | undefined {
  const [, first = '', gap = '', key = ''] =
    /^("[^"]*"|'[^']*'|[^\s"'[\]{}]+)([ \t]+)([A-Za-z][\w-]*):[ \t]+\S/.exec(value) ?? []
  const isField = /^(?:-?\d[\d.]*|true|false|"[^"]*"|'[^']*')$/.test(first) || /^[a-z]+[A-Z]\w*$/.test(key)
  if (!isField || first.endsWith(':') || line.colon < 0) return undefined
  const start = from + first.length
  const edits = [edit(line, start, start + gap.length, `\n${' '.repeat(line.body)}`)]
  return { title: `Write ${key} on a line of its own`, edits }
}

function inQuotes(line: Line, from: number, value: string): SlipFix | undefined {
  if (/^[\w./-]+:|:$/.test(value)) return undefined
  const quote = /["\\]/.test(value) ? "'" : '"'
  const to = from + value.length
  if (value.includes(quote) || line.text.trimEnd().length > to) return undefined
  return { title: 'Put quotes around the value', edits: [edit(line, from, to, `${quote}${value}${quote}`)] }
}
