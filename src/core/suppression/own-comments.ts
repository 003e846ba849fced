import { leaves, type Range, type SourceFile } from '../../yaml/index.ts'
import { type ManifestDocument, parse } from '../document/index.ts'

/** The comments of a file that begin with `jobsworth-`, in order; what looks like one in a string or a script is text. */
export function ownComments(file: SourceFile, documents: readonly ManifestDocument[]): Range[] {
  const candidates = candidatesIn(file.text)
  if (candidates.length === 0) return []
  let first = 0
  const scalars = documents.flatMap((document) => {
    while ((candidates[first]?.start ?? Number.POSITIVE_INFINITY) < document.range.start) first++
    const isHere = (candidates[first]?.start ?? Number.POSITIVE_INFINITY) < document.range.end
    return isHere ? [...scalarsIn(document)] : []
  })
  let next = 0
  return candidates.filter(({ start }) => {
    while (start >= (scalars[next]?.end ?? Number.POSITIVE_INFINITY)) next++
    return start < (scalars[next]?.start ?? Number.POSITIVE_INFINITY)
  })
}

const prefix = 'jobsworth-'

/** From `#` to the end of its line, wherever YAML may begin a comment. */
function candidatesIn(text: string): Range[] {
  const found: Range[] = []
  const lineBreak = /[\r\n]/g
  for (let at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + prefix.length)) {
    let start = at
    while (text[start - 1] === ' ' || text[start - 1] === '\t') start--
    while (text[start - 1] === '#') start--
    if (text[start] !== '#' || !/[\s\uFEFF]/.test(text[start - 1] ?? '\n')) continue
    lineBreak.lastIndex = at
    found.push({ start, end: lineBreak.exec(text)?.index ?? text.length })
  }
  return found
}

function* scalarsIn({ tree, fault, isTemplate, file, range }: ManifestDocument): Generator<Range> {
  if (tree !== undefined) return yield* leaves(tree)
  if (fault !== undefined || isTemplate) return
  // A document of another kind, which is parsed only because our name stands in it.
  const [other] = parse({ ...file, text: file.text.slice(range.start, range.end) }, /^/)
  for (const { start, end } of other?.tree ? leaves(other.tree) : [])
    yield { start: range.start + start, end: range.start + end }
}
