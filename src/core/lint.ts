import type { SourceFile } from '../yaml/index.ts'
import {
  type Checked,
  checkAlone,
  checkTogether,
  crashesIn,
  inOrder,
  placer,
  positionsIn
} from './check/index.ts'
import { parseOptionsOf, type Settings } from './config/index.ts'
import { isOurTemplate, type ManifestDocument, reparse } from './document/index.ts'
import { classify, type Resource, type Surroundings } from './manifest/index.ts'
import type { Finding, LintResult } from './rule/index.ts'
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
  const reads = readAgain(file, settings, before?.settings === settings ? before.documents : [])
  const made = checkAlone(
    reads.filter(({ checked }) => checked === undefined),
    settings
  )
  let next = 0
  const documents = reads.map((read) => ({ ...read, checked: read.checked ?? (made[next++] as Checked) }))
  return { result: combined(file, documents, settings), settings, documents }
}

/** A file to lint, and what surrounds it. */
export interface Surrounded {
  readonly file: SourceFile
  readonly surroundings?: Surroundings
}

/**
 * Lints files of the same settings, with the same results as one by one. Each rule looks at all of them before the next
 * rule does, which takes half the time.
 */
export function lintBatch(files: readonly Surrounded[], settings: Settings): LintResult[] {
  const batch = files.map(({ file, surroundings }) => {
    const known = surroundings === undefined ? settings : { ...settings, surroundings }
    return { file, known, reads: readAgain(file, known, []) }
  })
  const made = checkAlone(
    batch.flatMap(({ reads }) => reads),
    settings
  )
  let next = 0
  return batch.map(({ file, known, reads }) => {
    const documents = reads.map((read) => ({ ...read, checked: made[next++] as Checked }))
    return combined(file, documents, known)
  })
}

/** What a file gives whose documents were checked, each alone. */
function combined(file: SourceFile, linted: readonly LintedDocument[], settings: Settings): LintResult {
  const documents = linted.map(({ document }) => document)
  const resources = linted.flatMap(({ resources }) => resources)
  const between = checkTogether({ resources, texts: [file.text] }, settings)
  const place = placer(file)
  const findings = inOrder([
    ...linted.flatMap(({ document, checked }) => checked.findings.map((found) => place(found, document))),
    ...between.findings.map(({ found, document }) => place(found, document))
  ])
  const crashes = [
    ...linted.flatMap(({ document, checked }) =>
      checked.crashes.map((thrown) => ({ thrown, base: document.range.start }))
    ),
    ...between.crashes.map((thrown) => ({ thrown, base: 0 }))
  ]
  // A fix would be written as UTF-8 into what is none.
  const isFixable = file.encoding === undefined
  const templates = documents.filter(isOurTemplate).length
  const { chart } = settings.surroundings ?? {}
  return {
    file: file.path,
    text: file.text,
    findings: suppress(
      { file, documents, resources, findings: isFixable ? findings : findings.map(unfixed) },
      settings
    ),
    crashes: crashesIn(file.path, crashes, positionsIn(file)),
    documents: documents.length,
    resources: resources.length,
    templates,
    ...(chart !== undefined && templates > 0 && { chart })
  }
}

function unfixed({ fix: _, ...finding }: Finding): Finding {
  return finding
}

/** The documents of a file, with what is taken over of those that were there before. */
function readAgain(file: SourceFile, settings: Settings, before: readonly LintedDocument[]) {
  const known = new Map(before.map(({ document, checked }) => [document, checked]))
  return reparse(file, [...known.keys()], parseOptionsOf(settings)).map(({ document, from }) => ({
    document,
    resources: classify(document, settings),
    checked: from && takenOver(known.get(from), document.range.start === from.range.start)
  }))
}

/** What a document gave before, unless it is elsewhere now and a message names a line of the file. */
function takenOver(checked: Checked | undefined, isInPlace: boolean): Checked | undefined {
  const isTrue = isInPlace || !checked?.findings.some(({ message }) => /\bline \d/.test(message))
  return isTrue ? checked : undefined
}
