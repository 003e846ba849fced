import { positionsOf, type Range, type SourceFile } from '../yaml/index.ts'
import { check, inOrder } from './check/index.ts'
import type { Settings } from './config/index.ts'
import { type ManifestDocument, reparse } from './document/index.ts'
import { classify, isAssertion, type Resource } from './manifest/index.ts'
import { calendarFrom, type Finding, type LintResult, someDay } from './rule/index.ts'
import { suppress } from './suppression/index.ts'

/** A linted text with all that the next version of the same text may take over. */
export interface Linted {
  readonly result: LintResult
  readonly resources: readonly Resource[]
  readonly settings: Settings
  readonly documents: readonly LintedDocument[]
}

interface LintedDocument {
  readonly document: ManifestDocument
  /** What rules say that look at one document or resource at a time. */
  readonly findings: readonly Finding[]
}

/**
 * Lints a text as `lint` does, with the same answer. Of the version before, linted with the same settings, documents
 * that stand there word for word are taken over: a keystroke costs one document, not the file.
 */
export function relint(file: SourceFile, settings: Settings, before?: Linted): Linted {
  const isUsable = before?.settings === settings && before.result.crashes.length === 0
  const known = new Map(isUsable ? before.documents.map((linted) => [linted.document, linted]) : [])
  const { alone, together } = split(settings)
  const place = positionsOf(file.text)
  const crashes: LintResult['crashes'][number][] = []
  const resources: Resource[] = []
  const documents = reparse(file, [...known.keys()]).map(({ document, from }): LintedDocument => {
    const own = classify(document, settings).filter(({ root }) => settings.isLiteral || !isAssertion(root))
    resources.push(...own)
    const linted = from && known.get(from)
    if (linted !== undefined) {
      const move = mover(linted.document, document, place)
      return { document, findings: linted.findings.map(move) }
    }
    const checked = check(file, { documents: [document], resources: own }, alone)
    crashes.push(...checked.crashes)
    return { document, findings: checked.findings }
  })
  const between = check(file, { documents: documents.map(({ document }) => document), resources }, together)
  const found = inOrder([...documents.flatMap(({ findings }) => findings), ...between.findings])
  const all = documents.map(({ document }) => document)
  const findings = suppress({ file, documents: all, resources, findings: found }, settings)
  const result = {
    file: file.path,
    text: file.text,
    findings,
    crashes: onePerRule([...crashes, ...between.crashes]),
    documents: documents.length,
    resources: resources.length,
    templates: documents.filter(({ document }) => document.isTemplate).length
  }
  return { result, resources, settings, documents }
}

/** Rules that look at one thing at a time, and those that compare resources. */
function split(settings: Settings): { readonly alone: Settings; readonly together: Settings } {
  const compares = ({ rule }: Settings['rules'][number]) => rule.checkResources !== undefined
  const calendar = settings.calendar ?? calendarFrom(someDay)
  return {
    alone: { ...settings, calendar, rules: settings.rules.filter((active) => !compares(active)) },
    together: { ...settings, calendar, rules: settings.rules.filter(compares) }
  }
}

/** Takes a finding of a document along to where the document stands now. */
function mover(
  from: ManifestDocument,
  to: ManifestDocument,
  place: ReturnType<typeof positionsOf>
): (finding: Finding) => Finding {
  const by = to.range.start - from.range.start
  const range = ({ start, end }: Range) => ({ start: start + by, end: end + by })
  const placed = (at: Range) => {
    const moved = range(at)
    return { range: moved, start: place(moved.start), end: place(moved.end) }
  }
  return (finding) => ({
    ...finding,
    ...placed(finding.range),
    related: finding.related.map((related) => ({ ...related, ...placed(related.range) })),
    ...(finding.fix && {
      fix: {
        ...finding.fix,
        document: to.index,
        edits: finding.fix.edits.map((edit) => ({ ...edit, ...range(edit) })),
        changes: finding.fix.changes.map((change) =>
          'replace' in change ? { ...change, replace: range(change.replace) } : change
        )
      }
    })
  })
}

/** A rule that crashes on every document crashed once, as in a run over the whole file. */
function onePerRule(crashes: LintResult['crashes']): LintResult['crashes'] {
  return [...new Map(crashes.map((crash) => [crash.ruleId, crash])).values()]
}
