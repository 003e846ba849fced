import type { Resource } from './classify.ts'
import type { Settings } from './config.ts'
import { Field } from './field.ts'
import type { Crash, Finding, Place } from './finding.ts'
import { locate } from './locate.ts'
import type { ManifestDocument } from './parse.ts'
import { printable } from './printable.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { positionsOf, type Range, type SourceFile } from './source.ts'

export interface Checked {
  readonly findings: readonly Finding[]
  readonly crashes: readonly Crash[]
}

/** Runs every active rule over the documents and resources of one file; the only caller of rules. */
export function check(
  file: SourceFile,
  found: { readonly documents: readonly ManifestDocument[]; readonly resources: readonly Resource[] },
  settings: Settings
): Checked {
  const findings: Finding[] = []
  const crashes: Crash[] = []
  const placeOf = places(file)
  for (const { rule, severity, options } of settings.rules) {
    const context: RuleContext = { options, logs: settings.logs, kubernetes: settings.kubernetes }
    try {
      for (const { report, resource } of reports(rule, found, context)) {
        findings.push({ ruleId: rule.id, severity, file: file.path, ...concrete(report, resource, placeOf) })
      }
    } catch (error) {
      crashes.push(crash(rule, file, error))
    }
  }
  return { findings: distinct(findings.sort(byPlace)), crashes }
}

function* reports(
  rule: Rule,
  { documents, resources }: Parameters<typeof check>[1],
  context: RuleContext
): Generator<{ report: Report; resource?: Resource }> {
  if (rule.checkDocument) {
    for (const document of documents) {
      for (const report of rule.checkDocument(document, context)) yield { report }
    }
  }
  if (rule.check) {
    for (const resource of resources) {
      if (!rule.kinds.includes(resource.kind)) continue
      for (const report of rule.check(resource, context)) yield { report, resource }
    }
  }
}

function concrete(report: Report, resource: Resource | undefined, placeOf: (at: Field | Range) => Place) {
  return {
    message: printable(report.message),
    path: report.at instanceof Field ? report.at.path : [],
    ...(resource && { resource: identity(resource) }),
    ...placeOf(report.at),
    related: (report.related ?? []).map(({ at, message }) => ({
      message: printable(message),
      ...placeOf(at)
    }))
  }
}

function identity({ kind, metadata }: Resource): NonNullable<Finding['resource']> {
  const [name, namespace] = [metadata.at('name').value, metadata.at('namespace').value]
  return {
    kind,
    ...(typeof name === 'string' && { name }),
    ...(typeof namespace === 'string' && { namespace })
  }
}

function places(file: SourceFile): (at: Field | Range) => Place {
  const position = positionsOf(file.text)
  return (at) => {
    const { start, end } = at instanceof Field ? locate(at) : at
    return { range: { start, end }, start: position(start), end: position(end) }
  }
}

function byPlace(a: Finding, b: Finding): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.ruleId < b.ruleId ? -1 : 1)
}

/** Drops what an anchor would say twice: the same words of the same rule at the same place. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ ruleId, range, message }) => {
    const key = `${ruleId} ${range.start} ${range.end} ${message}`
    return !seen.has(key) && seen.add(key)
  })
}

function crash(rule: Rule, file: SourceFile, error: unknown): Crash {
  const cause = error instanceof Error ? error : new Error(String(error))
  return { ruleId: rule.id, file: file.path, message: cause.message, stack: cause.stack ?? cause.message }
}
