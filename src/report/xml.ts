import { printable } from '../text/index.ts'

/** An element with its attributes; children are elements already made or text that is escaped. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[] = []
): string {
  const start = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(String(value))}"`)
  ]
  const tag = start.join(' ')
  return children.length === 0 ? `<${tag}/>` : `<${tag}>${children.join('')}</${name}>`
}

/** Elements under one another, as the content of the one around them. */
export function lines(elements: readonly string[]): string[] {
  return elements.length === 0 ? [] : ['\n', elements.join('\n'), '\n']
}

/** A whole document; its one element is `root`. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

/** Text that XML 1.0 can hold: control characters are spelled out, and what it cannot name at all becomes U+FFFD. */
export function escaped(text: string): string {
  return printable(text)
    .toWellFormed()

    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[<>&"]/g, (character) => entities[character] as string)
}

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }
