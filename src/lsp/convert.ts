import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range as LspRange,
  type TextEdit
} from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Edit } from '../core/fix/index.ts'
import type { Finding, Severity } from '../core/rule/index.ts'
import { pageOf, type RunFacts } from '../report/run-facts.ts'
import type { Range } from '../yaml/index.ts'

/** Who says it, as editors show it beside a finding. */
export const source = 'jobsworth'

/** Offsets as an editor's positions; both count UTF-16 units, a byte order mark included. */
export function rangeIn(document: TextDocument, { start, end }: Range): LspRange {
  return { start: document.positionAt(start), end: document.positionAt(end) }
}

export function offsetsIn(document: TextDocument, { start, end }: LspRange): Range {
  return { start: document.offsetAt(start), end: document.offsetAt(end) }
}

export function textEdits(document: TextDocument, edits: readonly Edit[]): TextEdit[] {
  return edits.map((edit) => ({ range: rangeIn(document, edit), newText: edit.text }))
}

export interface DiagnosticChoice {
  readonly run?: RunFacts
  readonly showsRelated: boolean
}

/** A finding as an editor underlines it; with the facts of the run it links the page of its rule. */
export function diagnostic(
  finding: Finding,
  document: TextDocument,
  { run, showsRelated }: DiagnosticChoice
): Diagnostic {
  const rule = run?.rules.find(({ id }) => id === finding.ruleId)
  const page = rule && run && pageOf(rule, run)
  const related = finding.related.map(({ range, message }) => ({
    location: { uri: document.uri, range: rangeIn(document, range) },
    message
  }))
  return {
    range: rangeIn(document, finding.range),
    severity: severities[finding.severity],
    code: finding.ruleId,
    source,
    message: finding.message,
    ...(page !== undefined && { codeDescription: { href: page } }),
    ...(finding.tag && { tags: [tags[finding.tag]] }),
    ...(showsRelated && related.length > 0 && { relatedInformation: related })
  }
}

/** A fault that belongs to no rule, at the beginning of a text or at a place in it. */
export function complaint(message: string, at: LspRange = start): Diagnostic {
  return { range: at, severity: DiagnosticSeverity.Error, source, message }
}

const start: LspRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information
}

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const
