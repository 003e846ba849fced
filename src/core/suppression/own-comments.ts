import { lineEnd } from '../../text/index.ts'
import type { Range, SourceFile } from '../../yaml/index.ts'
import { type ManifestDocument, parse } from '../document/index.ts'

/** The comments of a file that begin with `jobsworth-`, in order; what looks like one in a string or a script is text. */
export function ownComments(file: SourceFile, documents: readonly ManifestDocument[]): Range[] {
  const { text } = file
  if (!text.includes(prefix)) return []
  const found: Range[] = []
  let end = 0
  for (const document of documents) {
    found.push(...anywhere(text, { start: end, end: document.range.start }), ...commentsIn(document))
    end = document.range.end
  }
  found.push(...anywhere(text, { start: end, end: text.length }))
  return found.filter(({ start, end }) =>
    /^#+[ \t]*jobsworth-/.test(text.slice(start, Math.min(end, start + 200)))
  )
}

const prefix = 'jobsworth-'

function* commentsIn({ comments, fault, isTemplate, file, range }: ManifestDocument): Generator<Range> {
  if (fault !== undefined || isTemplate) return yield* anywhere(file.text, range)
  if (comments !== undefined) return yield* pairs(comments)
  const text = file.text.slice(range.start, range.end)
  if (!text.includes(prefix)) return
  // A document of another kind, which is read only because our name is in it.
  const [other] = parse({ ...file, text }, { wanted: () => true })
  for (const { start, end } of pairs(other?.comments ?? []))
    yield { start: range.start + start, end: range.start + end }
}

function* pairs(offsets: readonly number[]): Generator<Range> {
  for (let index = 0; index + 1 < offsets.length; index += 2)
    yield { start: offsets[index] as number, end: offsets[index + 1] as number }
}

/** What looks like a comment of ours in a stretch without documents, or in one that nobody can read. */
function* anywhere(text: string, { start: from, end: to }: Range): Generator<Range> {
  for (
    let at = text.indexOf(prefix, from);
    at >= 0 && at < to;
    at = text.indexOf(prefix, at + prefix.length)
  ) {
    let start = at
    while (text[start - 1] === ' ' || text[start - 1] === '\t') start--
    while (text[start - 1] === '#') start--
    if (text[start] === '#' && /[\s\u0085\uFEFF]/.test(text[start - 1] ?? '\n'))
      yield { start, end: lineEnd(text, at) }
  }
}
