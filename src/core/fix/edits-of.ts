import { hasLineBreak } from '../../text/index.ts'
import { type Json, keyName, type Node, type Path } from '../../yaml/index.ts'
import { askedOnce, looksLikeTemplate, type ManifestDocument } from '../document/index.ts'
import { areApart } from './apply-to-text.ts'
import type { Change, Edit } from './change.ts'
import { type Content, nested } from './edit/content.ts'
import { appendItem, fillEmpty, insertPair } from './edit/insert.ts'
import { move } from './edit/move.ts'
import { nest } from './edit/nest.ts'
import { remove } from './edit/remove.ts'
import { Obstacle, type Spot, spotAt, trail } from './edit/spot.ts'
import { type Dialect, dialectOf, inline, quotedAs } from './edit/write.ts'

/** The edits that make changes, or why they cannot be made here. */
export type Edits = { readonly edits: readonly Edit[] } | { readonly obstacle: string }

/** Writes changes of a document's value as edits of its text that touch nothing else; whether they do is proven later. */
export function editsOf(changes: readonly Change<Path>[], document: ManifestDocument): Edits {
  if (isTemplate(document)) return { obstacle: 'the document is a template' }
  try {
    const edits = changes
      .flatMap((change) => written(change, document))
      .sort((a, b) => a.start - b.start || a.end - b.end)
    return areApart(edits) ? { edits } : { obstacle: 'its changes overlap' }
  } catch (error) {
    if (error instanceof Obstacle) return { obstacle: error.message }
    throw error
  }
}

const isTemplate = askedOnce(looksLikeTemplate)

function written(change: Change<Path>, { tree, file, range, comments = [] }: ManifestDocument): Edit[] {
  if ('replace' in change) return [{ ...change.replace, text: change.by }]
  if (tree === undefined) throw new Obstacle('the document cannot be read')
  // The editor must see no line of another document.
  const text = file.text.slice(0, range.end)
  if ('set' in change) return [set(tree, change, text)]
  if ('remove' in change) return [remove(spotAt(tree, change.remove), { text, comments })]
  if ('rename' in change) return [rename(tree, change)]
  if ('move' in change) return move(tree, change, { text, comments })
  return nest(spotAt(tree, change.nest), change, text)
}

function set(tree: Node, { set: path, to, after }: Extract<Change<Path>, { set: Path }>, text: string): Edit {
  const { spot, missing } = trail(tree, path)
  const [key, ...more] = missing
  const content: Content = { value: nested(more, to) }
  if (key === undefined) return replaceValue(spot, to, text)
  if (spot.node.type === 'alias') throw new Obstacle(`the value comes from the alias *${spot.node.name}`)
  if (spot.node.type === 'sequence') return appendItem(spot, content, text)
  if (typeof key === 'number') throw new Obstacle('there is no list to write into')
  return insertPair(spot, { key, after }, content, text)
}

function replaceValue(spot: Spot, to: Json, text: string): Edit {
  const { node } = spot
  if (node.type === 'alias') throw new Obstacle(`the value is the alias *${node.name}`)
  const { start, end } = node
  if (start === end) return fillEmpty(spot, [], { value: to }, text)
  const dialect = dialectAt(spot)
  const isOneLine = !hasLineBreak(text.slice(start, end))
  if (node.type === 'scalar' && node.style !== 'block' && isOneLine) {
    const isAnew = typeof to === 'object' || dialect === 'json'
    const isInBlock = spot.holder?.type === 'mapping' && !spot.holder.flow
    return { start, end, text: isAnew ? inline(to, dialect) : quotedAs(to, node.style, isInBlock) }
  }
  if (node.type !== 'scalar' && node.flow && isOneLine) return { start, end, text: inline(to, dialect) }
  throw new Obstacle('the value spans several lines')
}

function dialectAt({ holder, above }: Spot): Dialect {
  if (holder?.type === 'mapping') return dialectOf(holder)
  return above === undefined ? 'yaml' : dialectAt(above)
}

function rename(tree: Node, { rename: path, to }: Extract<Change<Path>, { rename: Path }>): Edit {
  const { pair, holder } = spotAt(tree, path)
  if (pair?.key.type !== 'scalar') throw new Obstacle('it has no key of its own')
  if (holder?.type === 'mapping' && holder.pairs.some(({ key }) => keyName(key) === to)) {
    throw new Obstacle(`${to} is written there already`)
  }
  const { start, end, style } = pair.key
  return { start, end, text: quotedAs(to, style) }
}
