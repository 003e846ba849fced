import { keyForm, type ShortWay, scalarForm, shortKey, shortScalar } from './short-scalar.ts'
import type { Json, MappingNode, Node, Pair, SequenceNode } from './tree.ts'

/** Reads brackets, the first of which has just been passed; undefined where they hold anything that is not plain. */
export function shortFlow(
  way: ShortWay,
  opening: string,
  depth: number
): MappingNode | SequenceNode | undefined {
  const start = way.at - 1
  const isList = opening === '['
  const form = isList ? item : pair
  const parts: (Node | Pair)[] = []
  const values: Json[] | Record<string, Json> = isList ? [] : {}
  for (let isOpen = depth < 20; isOpen; ) {
    form.lastIndex = way.at
    const found = form.exec(way.text)
    if (found === null) return undefined
    way.at = form.lastIndex
    if (found[7] !== undefined) break
    let at = found.index + (found[1] as string).length
    const key = isList ? undefined : shortKey(at, found[2] as string)
    if (key !== undefined) at = key.end + (found[3] as string).length
    else if (!isList) return undefined
    const scalar = found[4]
    const node =
      scalar === undefined ? shortFlow(way, found[6] as string, depth + 1) : shortScalar(at, scalar)
    if (node === undefined) return undefined
    const value = node.type === 'scalar' ? node.value : way.value
    if (key === undefined) {
      parts.push(node)
      ;(values as Json[]).push(value)
    } else {
      parts.push({ key, value: node })
      ;(values as Record<string, Json>)[key.text] = value
    }
    let next = found[5]
    if (next === undefined) {
      after.lastIndex = way.at
      next = after.exec(way.text)?.[1]
      way.at = after.lastIndex
    }
    if (next !== ',' && next !== (isList ? ']' : '}')) return undefined
    isOpen = next === ','
  }
  way.value = values
  return isList
    ? { type: 'sequence', start, end: way.at, flow: true, items: parts as Node[] }
    : { type: 'mapping', start, end: way.at, flow: true, pairs: parts as Pair[] }
}

const blanks = ' *(?:\\n +)?'
const scalar = scalarForm(',?[\\]{}')

/** Blanks (1), key (2) and colon (3), a scalar (4) and what follows it (5), or else an opening (6) or closing (7) bracket. */
const item = new RegExp(`(${blanks})()()(?:${scalar}${blanks}([,\\]])|([[{])|(\\]))`, 'y')
const pair = new RegExp(
  `(${blanks})(?:${keyForm}(:(?: +|(?<=["']:)))(?:${scalar}${blanks}([,}])|([[{]))|(}))`,
  'y'
)
const after = new RegExp(`${blanks}([,\\]}])`, 'y')
