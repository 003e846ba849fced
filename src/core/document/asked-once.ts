import type { ManifestDocument } from './manifest-document.ts'

/** Asks a question of the text of a document once, however many resources a List in it holds. */
export function askedOnce<Answer>(
  question: (text: string) => Answer
): (document: ManifestDocument) => Answer {
  const known = new WeakMap<ManifestDocument, { readonly answer: Answer }>()
  return (document) => {
    const { file, range } = document
    const found = known.get(document) ?? { answer: question(file.text.slice(range.start, range.end)) }
    known.set(document, found)
    return found.answer
  }
}
