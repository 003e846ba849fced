import type { SourceFile } from '../yaml/index.ts'
import { type Checked, checks, crashesIn, inOrder, placed, positionsIn } from './check/index.ts'
import type { Settings } from './config/index.ts'
import { type ManifestDocument, reparse } from './document/index.ts'
import { classify, type Resource } from './manifest/index.ts'
import type { LintResult } from './rule/index.ts'
import { suppress } from './suppression/index.ts'

/** A linted text with all that the next version of the same text may take over. */
export interface Linted {
  readonly result: LintResult
  readonly settings: Settings
  readonly documents: readonly LintedDocument[]
}

export interface LintedDocument {
  readonly document: ManifestDocument
  readonly resources: readonly Resource[]
  /** What rules say that look at one document or resource at a time. */
  readonly checked: Checked
}

/**
 * Lints one file: each document alone, then its resources together, then what suppresses findings. Text in, findings
 * out; it throws on no input. Of the version `before`, linted with the same settings, what documents gave that stand
 * in the text word for word is taken over, with the same answer: a keystroke costs one document, not the file.
 */
export function lint(file: SourceFile, settings: Settings, before?: Linted): Linted {
  const { alone, together } = checks(settings)
  const earlier = before?.settings === settings ? before.documents : []
  const known = new Map(earlier.map(({ document, checked }) => [document, checked]))
  const linted = reparse(file, [...known.keys()]).map(({ document, from }): LintedDocument => {
    const resources = classify(document, settings)
    return { document, resources, checked: (from && known.get(from)) ?? alone(document, resources) }
  })
  const documents = linted.map(({ document }) => document)
  const resources = linted.flatMap(({ resources }) => resources)
  const between = together({ resources, texts: [file.text] })
  const findings = inOrder([
    ...linted.flatMap(({ document, checked }) =>
      checked.findings.map((found) => placed(found, document, file))
    ),
    ...between.findings.map(({ found, document }) => placed(found, document, file))
  ])
  const crashes = [
    ...linted.flatMap(({ document, checked }) =>
      checked.crashes.map((thrown) => ({ thrown, base: document.range.start }))
    ),
    ...between.crashes.map((thrown) => ({ thrown, base: 0 }))
  ]
  const result = {
    file: file.path,
    text: file.text,
    findings: suppress({ file, documents, resources, findings }, settings),
    crashes: crashesIn(file.path, crashes, positionsIn(file)),
    documents: documents.length,
    resources: resources.length,
    templates: documents.filter(({ isTemplate }) => isTemplate).length
  }
  return { result, settings, documents: linted }
}
