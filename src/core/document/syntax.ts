import { type Explained, explain } from '../../yaml/index.ts'
import type { ManifestDocument } from './parse.ts'

/** A slip in a text, and what kubectl itself says of it. */
export interface ExplainedFault extends Explained {
  readonly kubectl?: string
}

/** Why Kubernetes cannot read a document, in plain words, at the place where it can be corrected. */
export function explainFault({ fault, file: { text }, range }: ManifestDocument): ExplainedFault | undefined {
  if (fault?.kubectl === undefined) return fault
  const kubectl = fault.kubectl.replace(/^error converting YAML to JSON: /, '')
  return { ...explain(text, { ...fault, kubectl: fault.kubectl }, range), kubectl }
}

/** What kubectl drops in silence, and why; undefined where it reads the document to its end. */
export function explainDropped({ dropped, file: { text }, range }: ManifestDocument): Explained | undefined {
  return dropped && explain(text, { start: dropped.start, kubectl: '' }, range)
}
