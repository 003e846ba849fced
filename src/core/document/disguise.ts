import {
  keyName,
  leaves,
  type MappingNode,
  type Node,
  type Range,
  type ScalarNode
} from '../../yaml/index.ts'

/**
 * A stretch of a text in which what is filled in later reads as words: `{cpu: ${CPU}}` is no YAML before, nor is
 * `image: @@TAG@@`, and `[[ name ]]` is a list of lists. Undefined where there is no such thing. Every character that
 * means something to YAML becomes one for private use, so that all offsets stay, and `uncovered` can turn it back.
 */
export function disguised(text: string, range: Range, patterns: readonly string[]): string | undefined {
  const source = text.slice(range.start, range.end)
  if (privateUse.test(source)) return undefined
  const all = [...patterns.map((pattern) => pattern.split('*')), ...builtIn]
  const covered = all.reduce(coverAll, holdsBars(source) ? coverBars(source) : source)
  return covered === source ? undefined : text.slice(0, range.start) + covered + text.slice(range.end)
}

/** Turns the words of `disguised` in a tree back into what is written. */
export function uncover(tree: Node): void {
  for (const leaf of leaves(tree)) {
    if (leaf.type !== 'scalar' || !privateUse.test(leaf.text)) continue
    const text = leaf.text.replace(allPrivateUse, (sign) => String.fromCharCode(sign.charCodeAt(0) - first))
    Object.assign(leaf, { text, value: text })
  }
}

/** Reads `KEY|-image: app:1-|`, which a program replaces as a whole, as an `image`; the key begins behind the bar. */
export function withoutBars(node: Node): void {
  if (node.type === 'sequence') for (const item of node.items) withoutBars(item)
  if (node.type !== 'mapping') return
  for (const pair of node.pairs) {
    withoutBars(pair.value)
    const { key, value } = pair
    const [bar, name] = barred.exec(keyName(key) ?? '')?.slice(1) ?? []
    if (bar === undefined || key.type !== 'scalar' || value.type !== 'scalar' || !value.text.endsWith('-|'))
      continue
    renamed(node, key, bar.length, name as string)
  }
}

/** Whether a text may hold such a line. */
export function holdsBars(text: string): boolean {
  return text.includes('|-') && /-\|[ \t]*(?:[\r\n]|$)/.test(text)
}

function renamed({ pairs }: MappingNode, key: ScalarNode, by: number, name: string): void {
  if (pairs.some((other) => keyName(other.key) === name)) return
  Object.assign(key, { start: key.start + by, text: name, value: name })
}

const barred = /^([A-Z][A-Z0-9_]{0,80}\|-)([A-Za-z]{1,40})$/

/** What can stand where YAML reads it as something else: in flow style, or behind a quote. */
const builtIn: readonly (readonly string[])[] = [['${', '}']]

const first = 0xe000
const privateUse = /[\uE000-\uE07F]/
const allPrivateUse = /[\uE000-\uE07F]/g

/** The text with the quotes covered in `KEY|-value: "x"-|`, behind which no word may follow. */
function coverBars(source: string): string {
  const lines = source.split('\n').map((line) => {
    const [key] = barredLine.exec(line) ?? []
    if (key === undefined || !line.trimEnd().endsWith('-|')) return line
    return key + line.slice(key.length).replace(/["']/g, cover)
  })
  return lines.join('\n')
}

const barredLine = /^[ \t-]*[A-Z][A-Z0-9_]{0,80}\|-[A-Za-z]{1,40}: /

/** The text with every stretch covered that some parts enclose, on one line: linear for each list of parts. */
function coverAll(source: string, [open = '', ...rest]: readonly string[]): string {
  if (open === '') return source
  let [covered, from] = ['', 0]
  for (let start = source.indexOf(open); start >= 0; start = source.indexOf(open, from)) {
    const end = endOf(source, start + open.length, rest)
    const stretch = source.slice(start, end ?? start + open.length)
    covered += source.slice(from, start) + (end === undefined ? stretch : cover(stretch))
    from = end ?? start + open.length
  }
  return covered + source.slice(from)
}

/** Where the last of some parts ends that follow each other on a line, at most so far from each other. */
function endOf(source: string, from: number, parts: readonly string[]): number | undefined {
  const window = source.slice(from, from + longest)
  const line = window.slice(0, (window.search(/[\r\n]/) + 1 || window.length + 1) - 1)
  let at = 0
  for (const part of parts) {
    const found = line.indexOf(part, at)
    if (found < 0) return undefined
    at = found + part.length
  }
  return from + at
}

const longest = 200

function cover(stretch: string): string {
  return stretch.replace(/[^A-Za-z0-9_$.\u0080-\uFFFF-]/g, (sign) =>
    String.fromCharCode(first + sign.charCodeAt(0))
  )
}
