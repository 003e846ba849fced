import { onLine, shown, valueText } from './line.ts'
import { forbiddenCharacter } from './odd-characters.ts'
import { explainPasted } from './pasted.ts'
import { badSeparator } from './separators.ts'
import type { Explained, Line, Lines, Stopped } from './slip.ts'

/** What kubectl's words say for certain, whatever the lines look like. */
export function explainByWords({ kubectl }: Stopped, lines: Lines, at: Line): Explained | undefined {
  if (kubectl.includes('control characters')) return forbiddenCharacter(lines)
  if (kubectl.includes('document separator')) return diffHead(lines) ?? badSeparator(at)
  const anchor = /unknown anchor '([\w-]+)'/.exec(kubectl)?.[1]
  if (anchor) {
    return search(
      lines,
      `*${anchor}`,
      'unknown-anchor',
      `"*${shown(anchor)}" refers to an anchor, but there is no &${shown(anchor)} above it in this document; put quotes around it if it is meant as text.`
    )
  }
  const template = /map key|unhashable/.test(kubectl)
    ? lines.all.find((line) => valueText(line).startsWith('{{'))
    : undefined
  if (template) {
    return onLine(template, {
      code: 'template',
      message:
        'A template in braces has to be in quotes, or be rendered before this is YAML: without quotes, { begins a mapping.',
      from: template.value
    })
  }
  const isDirective = /document start/.test(kubectl) && lines.all.some(({ text }) => text.startsWith('%'))
  for (const [words, written, code, message] of certain) {
    if (!words.test(isDirective ? 'directive' : kubectl)) continue
    const line = lines.all.find(({ kind, text }) => kind === 'code' && written.test(text)) ?? at
    return onLine(line, { code, message })
  }
  return undefined
}

const certain: readonly (readonly [words: RegExp, written: RegExp, code: string, message: string])[] = [
  [
    /unsupported value: (?:NaN|[+-]Inf)/,
    /\.(?:nan|inf)\b/i,
    'no-json-number',
    'Not-a-number and infinity do not exist in JSON, so Kubernetes cannot take them; put quotes around the value, or write a number.'
  ],
  [
    /map key/,
    /^ *(?:- )*(?:\?|:|\[|\{|null:|~:)/,
    'key-type',
    'A key of a mapping has to be a text; an empty key, a list or a mapping cannot be one.'
  ],
  [
    /map merge requires/,
    /<<\s*:/,
    'merge',
    '"<<" merges other mappings into this one; its value has to be an alias of a mapping, or a list of them.'
  ],
  [/!!binary/, /!!binary/, 'tag', 'What follows "!!binary" is not base64.'],
  [/cannot decode/, /!!/, 'tag', 'The value does not fit the tag ("!!…") before it; remove the tag.'],
  [
    /incompatible YAML document|directive/,
    /^%/,
    'directive',
    'A line that begins with % is a directive of YAML; Kubernetes manifests need none. Remove the line.'
  ]
]

function search({ all, inside }: Lines, word: string, code: string, message: string): Explained | undefined {
  for (const line of all) {
    const from = line.kind === 'code' && inside[line.index]?.as !== 'block' ? line.text.indexOf(word) : -1
    if (from >= 0) return onLine(line, { code, message, from, to: from + word.length })
  }
  return undefined
}

/** The names of the files at the top of a diff begin with `---` too. */
function diffHead({ all }: Lines): Explained | undefined {
  const first = all.find(({ kind }) => kind === 'code')
  const pasted = first && explainPasted(first)
  return pasted?.code === 'diff' ? pasted : undefined
}
