import {
  type Fault,
  keyName,
  type MappingNode,
  missingSeparator,
  type Node,
  type Piece,
  type PieceReading,
  type Range,
  readPiece,
  readValue
} from '../../yaml/index.ts'
import { disguised, holdsBars, uncover, withoutBars } from './disguise.ts'
import type { ManifestDocument, ParseOptions } from './manifest-document.ts'
import { isListOfOurs, listFault } from './other-kinds.ts'
import { mayHoldOurs } from './our-kinds.ts'
import { looksLikeTemplate, ownPlaceholders } from './placeholder.ts'

/** A document without its place in the file. */
export type ReadDocument = Omit<ManifestDocument, 'file' | 'index'>

/** Reads a piece of a text as Kubernetes does, whatever it holds. */
export function readDocument(
  text: string,
  piece: Piece,
  { recover, placeholders }: ParseOptions
): ReadDocument {
  const range = { start: piece.start, end: piece.end }
  const { tree, value, fault: found, comments, rest } = readFilledIn(text, piece, placeholders)
  const own = ownPlaceholders(placeholders ?? [])
  const fault = found ?? piece.separator ?? wordsFirst(text, tree, rest)
  if (fault === undefined) {
    if (tree?.type === 'sequence' && isListOfOurs(tree)) return { range, fault: listFault(tree), comments }
    if (tree?.type !== 'mapping') return { range, comments }
    const glued = gluedFault(text, tree)
    if (glued !== undefined) return { range, fault: glued, comments }
    return {
      range,
      tree,
      comments,
      ...(value !== undefined && { value }),
      ...(placeholders && { placeholders }),
      ...(own && { ownPlaceholders: own }),
      ...(rest && { dropped: rest }),
      ...(piece.json && { isJson: true })
    }
  }
  const source = text.slice(piece.start, piece.end)
  if (looksLikeTemplate(source)) {
    const filledIn = tree && readValue(tree, { takesTemplates: true })
    if (tree === undefined || filledIn === undefined || 'fault' in filledIn)
      return { range, isTemplate: true }
    return { range, tree, value: filledIn.value, comments }
  }
  return { range, fault, comments, ...(recover && madeOut(recover(source, piece.start))) }
}

/** Reads a piece; where it is no YAML, or has placeholders of one's own, as it would be with plain words in their place. */
function readFilledIn(text: string, piece: Piece, placeholders: readonly string[] | undefined): PieceReading {
  const plain = readPiece(text, piece)
  if (placeholders === undefined || piece.json !== undefined) return plain
  const isAsked = plain.fault !== undefined || placeholders.length > 0
  const covered = isAsked ? disguised(text, piece, placeholders) : undefined
  const found = covered === undefined ? plain : readPiece(covered, piece)
  const reading = found.fault === undefined ? found : plain
  const { tree } = reading
  if (tree === undefined || reading.fault !== undefined) return reading
  if (reading === plain && !holdsBars(text.slice(piece.start, piece.end))) return reading
  uncover(tree)
  withoutBars(tree)
  return { ...reading, ...readValue(tree) }
}

/** Words before a manifest, with only a comment between them: to kubectl they are the whole document. */
function wordsFirst(text: string, tree: Node | undefined, rest: Range | undefined): Fault | undefined {
  if (tree?.type !== 'scalar' || rest === undefined || !mayHoldOurs(text.slice(rest.start, rest.end)))
    return undefined
  const message =
    'These words come before the manifest, and kubectl reads nothing but them; remove them, or make them a comment with "#".'
  return { code: wordsBefore, message, start: tree.start, end: tree.end }
}

/** The code of such a fault. */
export const wordsBefore = 'WORDS_BEFORE'

/** Several manifests that nothing separates: kubectl reads one, a mixture of them all that nobody meant. */
function gluedFault(text: string, { pairs }: MappingNode): Fault | undefined {
  const kinds = pairs.filter(({ key }) => keyName(key) === 'kind')
  if (kinds.length < 2) return undefined
  const slip = missingSeparator(
    text,
    pairs.map(({ key }) => ({ name: keyName(key), start: key.start }))
  )
  return slip && { ...slip, code: 'MISSING_SEPARATOR' }
}

/** What can be made out of a document with a fault. */
function madeOut(tree: Node | undefined): Pick<ManifestDocument, 'tree' | 'value'> {
  const read = tree?.type === 'mapping' ? readValue(tree, { takesTemplates: true }) : undefined
  return tree === undefined || read === undefined || 'fault' in read ? {} : { tree, value: read.value }
}
