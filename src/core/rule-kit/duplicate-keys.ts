import {
  type Explained,
  isMerge,
  keyName,
  type MappingNode,
  missingDash,
  type Node,
  type Pair,
  type Range,
  readValue,
  resolve
} from '../../yaml/index.ts'
import { type Field, nodeAt } from '../document/index.ts'
import { isSame, Obstacle, removePair } from '../fix/index.ts'

/** A key written again in the same mapping, and where it is first. */
export interface DuplicateKey {
  readonly name: string
  readonly at: Range
  readonly first: Range
  /** The first of them with its value, where that is one scalar which the other repeats. */
  readonly idle?: Range
}

/** Items of a list that were run together into one mapping, since the dashes between them are missing. */
export type MissingDash = Explained

/** The keys below a field that a mapping has more than once; what aliases refer to is left out. */
export function duplicateKeys(field: Field): (DuplicateKey | MissingDash)[] {
  const found: (DuplicateKey | MissingDash)[] = []
  const { file, range } = field.document
  const text = file.text.slice(0, range.end)
  const node = nodeAt(field)
  if (node !== undefined) visit(node, { isItem: typeof field.path.at(-1) === 'number' })
  return found

  function visit(node: Node, at: { isItem: boolean; field?: string } = { isItem: false }): void {
    if (node.type === 'sequence') for (const item of node.items) visit(item, { isItem: true })
    if (node.type !== 'mapping') return
    const seen = new Map<string, Pair>()
    const before = found.length
    for (const pair of node.pairs) {
      const name = isMerge(pair) ? undefined : keyName(pair.key)
      if (name !== undefined) {
        // 1 and "1" are two keys of YAML, though JSON knows only one of them.
        const typed = `${typeOf(pair.key)} ${name}`
        const first = seen.get(typed)
        if (first === undefined) seen.set(typed, pair)
        else {
          const idle = found.length < mostOffers ? idleSpan(node, [first, pair], text) : undefined
          found.push({ name, at: spanOf(pair.key), first: spanOf(first.key), ...(idle && { idle }) })
        }
      }
      if (pair.value.type !== 'scalar')
        visit(pair.value, { isItem: false, ...(name !== undefined && { field: name }) })
    }
    const isRepeated = found.length > before && !node.flow
    const slip =
      isRepeated &&
      missingDash(
        text,
        node.pairs.map(({ key }) => ({ name: keyName(key), start: key.start })),
        at
      )
    if (slip) found.splice(before, found.length - before, slip)
  }
}

function typeOf(key: Node): string {
  const node = resolve(key)
  return node?.type === 'scalar' ? typeof node.value : ''
}

function spanOf({ start, end }: Range): Range {
  return { start, end }
}

/** To compare values takes time, which no hostile text should get. */
const mostOffers = 100

function idleSpan(
  holder: MappingNode,
  [first, other]: readonly [Pair, Pair],
  text: string
): Range | undefined {
  // Of more than one value nobody can be sure that it was not meant for something else.
  if (resolve(first.value)?.type !== 'scalar') return undefined
  const [one, two] = [readValue(first.value), readValue(other.value)]
  if (!('value' in one) || !('value' in two) || !isSame(one.value, two.value)) return undefined
  try {
    const { start, end } = removePair(holder, first, text)
    return /(?:^|\s)#/m.test(text.slice(start, end)) ? undefined : { start, end }
  } catch (error) {
    if (error instanceof Obstacle) return undefined
    throw error
  }
}
