import type { Range, SourceFile } from '../../yaml/index.ts'
import { type ManifestDocument, parse } from '../document/index.ts'

/** The comments of a file that begin with `jobsworth-`, in order; what looks like one in a string or a script is text. */
export function ownComments(file: SourceFile, documents: readonly ManifestDocument[]): Range[] {
  if (!file.text.includes(prefix)) return []
  return documents.flatMap((document) =>
    [...commentsIn(document)].filter((comment) => isOurs(file.text, comment))
  )
}

const prefix = 'jobsworth-'

function isOurs(text: string, { start, end }: Range): boolean {
  return /^#+[ \t]*jobsworth-/.test(text.slice(start, Math.min(end, start + 200)))
}

function* commentsIn({ comments, fault, isTemplate, file, range }: ManifestDocument): Generator<Range> {
  if (comments !== undefined) yield* pairs(comments)
  if (comments !== undefined || fault !== undefined || isTemplate) return
  const text = file.text.slice(range.start, range.end)
  if (!text.includes(prefix)) return
  // A document of another kind, which is read only because our name is in it.
  const [other] = parse({ ...file, text }, { wanted: /^/ })
  for (const { start, end } of pairs(other?.comments ?? []))
    yield { start: range.start + start, end: range.start + end }
}

function* pairs(offsets: readonly number[]): Generator<Range> {
  for (let index = 0; index + 1 < offsets.length; index += 2)
    yield { start: offsets[index] as number, end: offsets[index + 1] as number }
}
