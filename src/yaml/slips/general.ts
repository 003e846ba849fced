import { onLine } from './line.ts'
import type { Explained, Line, Lines, Stopped } from './slip.ts'

/** What can be said where no slip is identified: what kubectl missed, and where. */
export function generally({ kubectl, opened }: Stopped, { all }: Lines, at: Line): Explained {
  if (kubectl === '') return onLine(at, ignored)
  const found = general.find(({ when }) => kubectl.includes(when))
  const start =
    found?.atOpened && opened !== undefined ? all.findLast((line) => line.start <= opened) : undefined
  const line = start ?? at
  const from = start && opened !== undefined ? opened - start.start : undefined
  return onLine(line, {
    code: found?.code ?? 'unreadable',
    message: found?.message ?? 'kubectl cannot read the document from here on.',
    ...(from !== undefined && { from })
  })
}

/** Where a reader stopped without a word. */
const ignored = {
  code: 'ignored',
  message:
    'For kubectl the document ends before this line; it silently ignores the rest. Check the indentation.'
}

const general: readonly { when: string; code: string; message: string; atOpened?: true }[] = [
  {
    when: 'mapping values are not allowed',
    code: 'unexpected-key',
    message: 'A key cannot stand here: the line is indented too far, or the value before it needs quotes.'
  },
  {
    when: "could not find expected ':'",
    code: 'no-key',
    message: 'This line should be "key: value", but it has no colon with a space after it.',
    atOpened: true
  },
  {
    when: 'did not find expected key',
    code: 'indentation',
    message: 'This line does not line up with the keys above it.'
  },
  {
    when: "expected '-' indicator",
    code: 'dash-column',
    message:
      'This line does not line up with the list above it; the next item begins with "- " in the same column.'
  },
  {
    when: 'block sequence entries are not allowed',
    code: 'dash-column',
    message: 'A list item cannot begin here; write it on a line of its own, lined up with the other items.'
  },
  {
    when: "expected ',' or",
    code: 'missing-comma',
    message: 'Inside the brackets that are open here, a comma or the closing bracket is missing before this.'
  },
  {
    when: 'unexpected end of stream',
    code: 'unclosed-quote',
    message: 'The quote that begins here is never closed.',
    atOpened: true
  },
  {
    when: 'unexpected document indicator',
    code: 'unclosed-quote',
    message: 'The quote that begins here is not closed before the document ends.',
    atOpened: true
  },
  {
    when: 'expected <document start>',
    code: 'text-after-end',
    message:
      'The document has ended before this line, so nothing can follow; check its indentation, and whether a "---" is missing.'
  },
  {
    when: 'cannot start any token',
    code: 'quotes-needed',
    message: 'A value cannot begin with this character; put quotes around the value.'
  },
  { when: 'tab character', code: 'tab', message: 'A tab stands where YAML allows only spaces.' },
  {
    when: 'expected node content',
    code: 'unexpected-sign',
    message:
      'A value is expected here, but a sign with a meaning of its own stands here; put quotes around the value.'
  },
  {
    when: 'alphabetic or numeric',
    code: 'alias',
    message: 'A value that begins with * or & is read as an alias or an anchor; put quotes around it.'
  },
  {
    when: 'escape',
    code: 'escape',
    message: 'A backslash in double quotes begins an escape, and this one does not exist; use single quotes.'
  },
  {
    when: 'comment or line break',
    code: 'block-header',
    message:
      'After "|" or ">" nothing but a comment may follow on the same line; write the text on the lines below.'
  },
  {
    when: 'tag URI',
    code: 'tag',
    message: 'A value that begins with "!" is read as a tag; put quotes around it.'
  },
  {
    when: 'whitespace or line break',
    code: 'tag',
    message: 'A value that begins with "!" is read as a tag; put quotes around it.'
  },
  {
    when: 'mapping keys are not allowed',
    code: 'quotes-needed',
    message: '"? " begins a key here; put quotes around the value.'
  },
  {
    when: 'beginning of object key string',
    code: 'json',
    message: 'JSON expects a key in double quotes here.'
  },
  { when: 'beginning of value', code: 'json', message: 'JSON expects a value here.' },
  {
    when: 'unexpected EOF',
    code: 'cut-off',
    message: 'The text ends before everything that was opened is closed.'
  },
  {
    when: 'unexpected end of JSON',
    code: 'cut-off',
    message: 'The text ends before everything that was opened is closed.'
  },
  { when: 'json:', code: 'json', message: 'This is not valid JSON.' }
]
