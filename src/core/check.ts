import { calendarFrom, someDay } from './calendar.ts'
import { atPaths, type Change, type Fix } from './change.ts'
import type { Resource } from './classify.ts'
import type { ActiveRule, Settings } from './config.ts'
import { editsOf } from './edit.ts'
import { Field } from './field.ts'
import { fieldName } from './field-name.ts'
import { type Crash, type Finding, isActive, type Place, type ResourceName } from './finding.ts'
import { locate } from './locate.ts'
import { marked } from './mark.ts'
import { ownerOf } from './owner.ts'
import type { ManifestDocument } from './parse.ts'
import { printable } from './printable.ts'
import { type Report, type Rule, type RuleContext, severities } from './rule.ts'
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
  const { documents } = found
  const findings: Finding[] = []
  const instead = new Map<Finding, string>()
  const crashes: Crash[] = []
  const placeOf = places(file)
  const { logs, kubernetes, calendar = calendarFrom(someDay) } = settings
  for (const { active, concerns } of choices(settings, found.resources)) {
    const { rule, severity, options, hidden } = active
    const context: RuleContext = { options, logs, kubernetes, calendar }
    try {
      for (const { report, resource } of reports(rule, found, context, concerns)) {
        const { fix } = report
        const reported = {
          ruleId: rule.id,
          severity,
          file: file.path,
          ...concrete(report, resource, placeOf),
          ...(fix && concreteFix(fix, documents))
        }
        const finding = hidden ? marked(reported, [{ by: 'config', written: hidden }], settings) : reported
        findings.push(finding)
        if (report.insteadOf !== undefined) instead.set(finding, report.insteadOf)
      }
    } catch (error) {
      crashes.push(crash(rule, file, error))
    }
  }
  return { findings: inOrder(onePerCause(findings, instead)), crashes }
}

/** Findings of one file by place, without what an anchor would say twice. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return distinct([...findings].sort(byPlace))
}

function* reports(
  rule: Rule,
  { documents, resources }: Parameters<typeof check>[1],
  context: RuleContext,
  concerns: Choice['concerns']
): Generator<{ report: Report; resource?: Resource }> {
  if (rule.checkDocument) {
    for (const document of documents) {
      for (const report of rule.checkDocument(document, context)) {
        if (concerns(ownerOf(report.at, resources))) yield around(report, resources)
      }
    }
  }
  if (rule.check) {
    for (const resource of resources) {
      if (!rule.kinds.includes(resource.kind) || !concerns(resource)) continue
      for (const report of rule.check(resource, context)) yield { report, resource }
    }
  }
  if (rule.checkResources) {
    // Those of one file; what a kustomization puts together belongs here as well once it is known.
    const together = resources.filter(({ kind }) => rule.kinds.includes(kind))
    for (const report of rule.checkResources(together, context)) {
      if (concerns(ownerOf(report.at, together))) yield around(report, together)
    }
  }
}

/** A report with the resource that it points into. */
function around(report: Report, resources: readonly Resource[]): { report: Report; resource?: Resource } {
  const resource = resources.find((one) => isInside(report.at, one))
  return { report, ...(resource && { resource }) }
}

function isInside(at: Field | Range, { root }: Resource): boolean {
  return (
    at instanceof Field &&
    at.document === root.document &&
    root.path.every((key, index) => at.path[index] === key)
  )
}

/** A rule as it is set for some resources, and for what belongs to none of them. */
interface Choice {
  readonly active: ActiveRule
  readonly concerns: (resource: Resource | undefined) => boolean
}

function choices({ rules, rulesFor }: Settings, resources: readonly Resource[]): Choice[] {
  if (rulesFor === undefined) return rules.map((active) => ({ active, concerns: () => true }))
  const whole = new Set(rules)
  const own = new Map(resources.map((resource) => [resource, new Set(rulesFor(resource))]))
  return [...new Set([...rules, ...[...own.values()].flatMap((set) => [...set])])].map((active) => ({
    active,
    concerns: (resource) => (resource && own.get(resource))?.has(active) ?? whole.has(active)
  }))
}

function concrete(report: Report, resource: Resource | undefined, placeOf: (at: Field | Range) => Place) {
  return {
    message: printable(report.message),
    path: report.at instanceof Field ? report.at.path : [],
    ...(report.at instanceof Field && named(report.at, resource)),
    ...(resource && { resource: identity(resource) }),
    ...(report.tag && { tag: report.tag }),
    ...placeOf(report.at),
    related: (report.related ?? []).map(({ at, message }) => ({
      message: printable(message),
      ...placeOf(at)
    }))
  }
}

/** The edits that make a fix, or why there are none; the changes lie in the document of their fields. */
function concreteFix(
  fix: Fix<Field>,
  documents: readonly ManifestDocument[]
): Pick<Finding, 'fix' | 'unfixable'> {
  const [first] = fix.changes
  const document = first && documentOf(first, documents)
  if (document === undefined) return {}
  const { title, safety } = fix
  const changes = fix.changes.map(atPaths)
  const made = editsOf(changes, document)
  if ('obstacle' in made) return { unfixable: made.obstacle }
  return { fix: { title, safety, changes, document: document.index, edits: made.edits } }
}

function documentOf(
  change: Change<Field>,
  documents: readonly ManifestDocument[]
): ManifestDocument | undefined {
  if (!('replace' in change)) return Object.values(change).find((at) => at instanceof Field)?.document
  const { start } = change.replace
  return documents.findLast(({ range }) => range.start <= start)
}

function named(at: Field, resource: Resource | undefined): Pick<Finding, 'field'> {
  const isBelow = resource !== undefined && isInside(at, resource)
  const field = fieldName(at, isBelow ? resource.root.path : [])
  return field === '' ? {} : { field }
}

/** What a finding calls its resource. */
export function identity({ kind, metadata }: Resource): ResourceName {
  const [name, generateName, namespace] = ['name', 'generateName', 'namespace'].map(
    (key) => metadata.at(key).value
  )
  return {
    kind,
    ...(typeof name === 'string' && { name }),
    ...(typeof name !== 'string' && typeof generateName === 'string' && { generateName }),
    ...(typeof namespace === 'string' && { namespace })
  }
}

/** A file that is checked document by document has its lines counted once. */
const positions = new WeakMap<SourceFile, ReturnType<typeof positionsOf>>()

/** Answers where a report is, in offsets and as people count. */
export function places(file: SourceFile): (at: Field | Range) => Place {
  const position = positions.get(file) ?? positionsOf(file.text)
  positions.set(file, position)
  return (at) => {
    const { start, end } = at instanceof Field ? locate(at) : at
    return { range: { start, end }, start: position(start), end: position(end) }
  }
}

function placeAndRule({ range }: Finding, ruleId: string): string {
  return `${ruleId} ${range.start} ${range.end}`
}

/** The order of findings. */
export function byPlace(a: Finding, b: Finding): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.ruleId < b.ruleId ? -1 : 1)
}

/** Drops what a general and a particular rule both say of one place: the milder, the general one where they are even. */
function onePerCause(findings: readonly Finding[], instead: ReadonlyMap<Finding, string>): Finding[] {
  if (instead.size === 0) return [...findings]
  const dropped = new Set<Finding>()
  const counted = findings.filter(isActive)
  const byPlaceAndRule = new Map(counted.map((finding) => [placeAndRule(finding, finding.ruleId), finding]))
  for (const [particular, ruleId] of instead) {
    const general = byPlaceAndRule.get(placeAndRule(particular, ruleId))
    if (general === undefined || !isActive(particular)) continue
    const isGraver = severities.indexOf(general.severity) < severities.indexOf(particular.severity)
    dropped.add(isGraver ? particular : general)
  }
  return findings.filter((finding) => !dropped.has(finding))
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
