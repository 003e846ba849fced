import type { SourceFile } from '../yaml/index.ts'
import { check } from './check/index.ts'
import type { Settings } from './config/index.ts'
import { parse } from './document/index.ts'
import { classify, isAssertion } from './manifest/index.ts'
import type { LintResult } from './rule/index.ts'
import { suppress } from './suppression/index.ts'

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
