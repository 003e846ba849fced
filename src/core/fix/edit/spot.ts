import {
  isMerge,
  keyName,
  type MappingNode,
  type Node,
  type Pair,
  type Path,
  type SequenceNode
} from '../../../yaml/index.ts'

/** Why a change cannot be written here; thrown inside the editor and answered as a sentence. */
export class Obstacle extends Error {}

/** A place as it is written itself, reached through no alias and no merge. */
export interface Spot {
  readonly node: Node
  /** The mapping or list that holds it; absent for the root. */
  readonly holder?: MappingNode | SequenceNode
  /** Set where the holder is a mapping. */
  readonly pair?: Pair
  /** The place in its list. */
  readonly index?: number
  /** The place of the holder; absent for the root. */
  readonly above?: Spot
}

/** How far a path is written, and the keys that are missing below. */
export interface Trail {
  readonly spot: Spot
  readonly missing: Path
}

/** Follows a path through what is written there itself. */
export function trail(tree: Node, path: Path): Trail {
  let spot: Spot = { node: tree }
  for (const [depth, key] of path.entries()) {
    const below = step(spot, key)
    if (below === undefined) return { spot, missing: path.slice(depth) }
    spot = below
  }
  return { spot, missing: [] }
}

/** The place at a path that has to be written. */
export function spotAt(tree: Node, path: Path): Spot {
  const { spot, missing } = trail(tree, path)
  if (missing.length > 0) throw new Obstacle('nothing is written there')
  return spot
}

function step(above: Spot, key: string | number): Spot | undefined {
  const { node } = above
  if (node.type === 'alias') throw new Obstacle(`the value comes from the alias *${node.name}`)
  if (node.type === 'sequence') {
    const item = node.items[Number(key)]
    return item && { node: item, holder: node, index: Number(key), above }
  }
  if (node.type !== 'mapping') return undefined
  const pairs = node.pairs.filter((pair) => keyName(pair.key) === String(key) && !isMerge(pair))
  const pair = pairs.at(-1)
  if (pairs.length > 1) throw new Obstacle(`the key ${key} is written more than once`)
  return pair && { node: pair.value, holder: node, pair, above }
}
