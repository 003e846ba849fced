/** The prose of a file: a text of the same length in which everything that is not prose is a NUL, line breaks aside. */
export type Prose = string

/** The strings of a TypeScript file, or its comments; YAML in examples is neither, and `${…}` in a string is not prose. */
export function proseOf(text: string, kind: 'strings' | 'comments'): Prose {
  const pieces: [start: number, end: number][] = []
  const keep = (what: typeof kind, start: number, end: number) => {
    const isWord = what === 'strings' && !text.slice(start, end).includes(' ')
    if (what === kind && !isWord) pieces.push([start, end])
  }
  readCode(text, 0, keep)
  return onlyIn(text, pieces)
}

/** A Markdown text without its inline code and addresses. */
export function proseOfMarkdown(text: string): Prose {
  return text.replace(/(?<!`)`[^`\n]+`(?!`)|\]\([^)\n]*\)|https?:\/\/\S+/g, (code) => nul.repeat(code.length))
}

const nul = '\0'

function onlyIn(text: string, pieces: readonly [number, number][]): Prose {
  let prose = ''
  for (const [start, end] of pieces.toSorted(([a], [b]) => a - b)) {
    prose += blank(text.slice(prose.length, start)) + text.slice(start, end)
  }
  return proseOfMarkdown((prose + blank(text.slice(prose.length))).replaceAll('\\`', ' `'))
}

function blank(code: string): string {
  return code.replace(/[^\n]/g, nul)
}

type Keep = (what: 'strings' | 'comments', start: number, end: number) => void

/** Reads code from `at` to the end, or to the brace that closes it; the offset behind that. */
function readCode(text: string, at: number, keep: Keep): number {
  let depth = 0
  let before = ''
  for (let i = at; i < text.length; ) {
    const char = text[i] as string
    const start = i
    if (text.startsWith('//', i)) {
      i = endOf(text, '\n', i)
      keep('comments', start + 2, i)
    } else if (text.startsWith('/*', i)) {
      i = endOf(text, '*/', i) + 2
      for (const line of text.slice(start + 3, i - 2).matchAll(/(?<=^[ *]*)[^ *\n].*/gm))
        keep('comments', start + 3 + line.index, start + 3 + line.index + line[0].length)
    } else if (char === '"' || char === "'") {
      i = endOfQuoted(text, i)
      keep('strings', start + 1, i - 1)
      before = char
    } else if (char === '`') {
      i = readTemplate(text, i + 1, before.endsWith('yaml') ? () => {} : keep)
      before = char
    } else if (char === '/' && /(?:^|[(,=:[!&|?{};+>]|return)$/.test(before)) {
      i = endOfRegex(text, i)
      before = char
    } else {
      if (char === '{') depth++
      if (char === '}' && depth-- === 0) return i + 1
      if (!/\s/.test(char)) before = (before + char).slice(-6)
      i++
    }
  }
  return text.length
}

function readTemplate(text: string, at: number, keep: Keep): number {
  let start = at
  for (let i = at; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '`') {
      keep('strings', start, i)
      return i + 1
    } else if (text.startsWith('${', i)) {
      keep('strings', start, i)
      start = readCode(text, i + 2, keep)
      i = start - 1
    }
  }
  return text.length
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from)
  return end < 0 ? text.length : end
}

function endOfQuoted(text: string, start: number): number {
  let i = start + 1
  while (i < text.length && text[i] !== text[start]) i += text[i] === '\\' ? 2 : 1
  return i + 1
}

function endOfRegex(text: string, start: number): number {
  let isInClass = false
  let i = start + 1
  for (; i < text.length && (text[i] !== '/' || isInClass); i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '[') isInClass = true
    else if (text[i] === ']') isInClass = false
  }
  return i + 1
}
