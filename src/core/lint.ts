import { isAssertion } from './assertion.ts'
import { check } from './check.ts'
import { classify } from './classify.ts'
import type { Settings } from './config.ts'
import type { LintResult } from './finding.ts'
import { parse } from './parse.ts'
import type { SourceFile } from './source.ts'
import { suppress } from './suppress.ts'

/** Lints one file: parse, classify, check, suppress. Text in, findings out; it throws on no input. */
export function lint(file: SourceFile, settings: Settings): LintResult {
  const documents = parse(file)
  const resources = documents
    .flatMap((document) => classify(document, settings))
    .filter(({ root }) => settings.isLiteral || !isAssertion(root))
  const { findings: found, crashes } = check(file, { documents, resources }, settings)
  const findings = suppress({ file, documents, resources, findings: found }, settings)
  return {
    file: file.path,
    text: file.text,
    findings,
    crashes,
    documents: documents.length,
    resources: resources.length,
    templates: documents.filter(({ isTemplate }) => isTemplate).length
  }
}
