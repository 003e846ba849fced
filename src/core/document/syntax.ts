import { type Explained, explain } from '../../yaml/index.ts'
import type { ManifestDocument } from './parse.ts'

/** Why Kubernetes cannot read a document, in plain words, at the place where it can be corrected. */
export function explainFault({ fault, file: { text }, range }: ManifestDocument): Explained | undefined {
  if (fault?.kubectl === undefined) return fault
  const slip = explain(text, { ...fault, kubectl: fault.kubectl }, range)
  const words = fault.kubectl.replace(/^error converting YAML to JSON: /, '')
  return { ...slip, message: `${slip.message} kubectl says: ${words}.` }
}

/** What kubectl drops in silence, and why; undefined where it reads the document to its end. */
export function explainDropped({ dropped, file: { text }, range }: ManifestDocument): Explained | undefined {
  return dropped && explain(text, { start: dropped.start, kubectl: '' }, range)
}
