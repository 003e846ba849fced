import type { SourceFile } from '../../yaml/index.ts'
import type { ActiveRule, Settings } from '../config/index.ts'
import type { ManifestDocument } from '../document/index.ts'
import type { Resource } from '../manifest/index.ts'
import {
  type Crash,
  calendarFrom,
  type Finding,
  type Report,
  type Rule,
  type RuleContext,
  someDay
} from '../rule/index.ts'
import { inOrder, onePerCause } from './order.ts'
import { placesIn } from './positions.ts'
import { isInside, ownerOf } from './resource-at.ts'
import { marked } from './suppressed.ts'
import { type Reported, toFinding } from './to-finding.ts'

export interface Checked {
  readonly findings: readonly Finding[]
  readonly crashes: readonly Crash[]
}

/** Runs every active rule over the documents and resources of one file; the only caller of rules. */
export function check(
  file: SourceFile,
  {
    documents,
    resources
  }: { readonly documents: readonly ManifestDocument[]; readonly resources: readonly Resource[] },
  settings: Settings
): Checked {
  const findings: Finding[] = []
  const instead = new Map<Finding, string>()
  const crashes: Crash[] = []
  const placeOf = placesIn(file)
  const { logs, kubernetes, calendar = calendarFrom(someDay) } = settings
  for (const { active, concerns } of choices(settings, resources)) {
    const { rule, severity, options, hidden } = active
    const context: RuleContext = { options, logs, kubernetes, calendar }
    try {
      for (const found of reports(rule, { documents, resources }, context, concerns)) {
        const reported = {
          ruleId: rule.id,
          severity,
          file: file.path,
          ...toFinding(found, documents, placeOf)
        }
        const finding = hidden ? marked(reported, [{ by: 'config', written: hidden }], settings) : reported
        findings.push(finding)
        if (found.report.insteadOf !== undefined) instead.set(finding, found.report.insteadOf)
      }
    } catch (error) {
      crashes.push(crash(rule, file, error))
    }
  }
  return { findings: inOrder(onePerCause(findings, instead)), crashes }
}

function* reports(
  rule: Rule,
  { documents, resources }: Parameters<typeof check>[1],
  context: RuleContext,
  concerns: Choice['concerns']
): Generator<Reported> {
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
function around(report: Report, resources: readonly Resource[]): Reported {
  const resource = resources.find((one) => isInside(report.at, one))
  return { report, ...(resource && { resource }) }
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

function crash(rule: Rule, file: SourceFile, error: unknown): Crash {
  const cause = error instanceof Error ? error : new Error(String(error))
  return { ruleId: rule.id, file: file.path, message: cause.message, stack: cause.stack ?? cause.message }
}
