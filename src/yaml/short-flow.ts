import { keyForm, type ShortReader, scalarForm } from './short-reader.ts'
import type { MappingNode, Node, Pair, ScalarNode, SequenceNode } from './tree.ts'
import type { Json } from './value.ts'

/** Reads brackets, the first of which has just been passed; undefined where they hold anything that is not plain. */
export function readShortFlow(
  reader: ShortReader,
  opening: string,
  depth = 0
): MappingNode | SequenceNode | undefined {
  const start = reader.at - 1
  const isList = opening === '['
  const items: Node[] = []
  const pairs: Pair[] = []
  const values: Json[] = []
  const object: Record<string, Json> = {}
  for (let isOpen = depth < 20; isOpen; ) {
    const found = reader.match(isList ? item : pair)
    if (found === null) return undefined
    if (found[9] !== undefined) break
    let at = found.index + (found[1] as string).length
    let key: ScalarNode | undefined
    if (!isList) {
      key = reader.key(at, found[2] as string)
      if (key === undefined) return undefined
      at = key.end + (found[3] as string).length
    }
    const node =
      found[8] === undefined
        ? reader.scalar(at, found[4], found[5], found[6])
        : readShortFlow(reader, found[8], depth + 1)
    if (node === undefined) return undefined
    const value = node.type === 'scalar' ? node.value : reader.value
    if (key === undefined) {
      items.push(node)
      values.push(value)
    } else {
      pairs.push({ key, value: node })
      object[key.text] = value
    }
    const next = found[7] ?? reader.match(isList ? afterItem : afterPair)?.[1]
    if (next === undefined) return undefined
    isOpen = next === ','
  }
  const end = reader.at
  reader.end = end
  reader.value = isList ? values : object
  return isList
    ? { type: 'sequence', start, end, flow: true, items }
    : { type: 'mapping', start, end, flow: true, pairs }
}

const blanks = ' *(?:\\n +)?'
const scalar = scalarForm(',?[\\]{}')

/** Blanks (1), key (2) and colon (3), a scalar (4 to 6) and what follows it (7), or else an opening (8) or closing (9) bracket. */
const item = new RegExp(`(${blanks})()()(?:${scalar}${blanks}([,\\]])|([[{])|(\\]))`, 'y')
const pair = new RegExp(
  `(${blanks})(?:${keyForm}(:(?: +|(?<=["']:)))(?:${scalar}${blanks}([,}])|([[{]))|(}))`,
  'y'
)
const afterItem = new RegExp(`${blanks}([,\\]])`, 'y')
const afterPair = new RegExp(`${blanks}([,}])`, 'y')
