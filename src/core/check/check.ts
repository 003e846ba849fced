import type { ActiveRule, Settings } from '../config/index.ts'
import type { ManifestDocument } from '../document/index.ts'
import type { Resource } from '../manifest/index.ts'
import { calendarFrom, type Report, type RuleContext, severityOf, someDay } from '../rule/index.ts'
import { type Thrown, thrownBy } from './crashes.ts'
import { type Found, toFound } from './found.ts'
import { onePerCause } from './order.ts'
import { isInside, ownerOf } from './resource-at.ts'
import { ruleSet } from './rule-set.ts'
import { hiddenByConfig } from './suppressed.ts'

/**
 * What one document gives on its own: plain data that depends on its text, the settings and what surrounds its file.
 * Offsets count from where the document begins, so that it stays true wherever in a file the document is.
 */
export interface Checked {
  readonly findings: readonly Found[]
  readonly crashes: readonly Thrown[]
}

/** A document and the resources in it. */
export interface Read {
  readonly document: ManifestDocument
  readonly resources: readonly Resource[]
}

/** What is delivered together: one file for now; what a kustomization puts together belongs here as well once it is known. */
export interface Delivered {
  readonly resources: readonly Resource[]
  /** The whole texts that the resources are in, comments and other kinds included. */
  readonly texts: readonly string[]
}

/** What resources give together; the offsets of crashes count from where the file begins. */
export interface CheckedTogether {
  readonly findings: readonly { readonly found: Found; readonly document: ManifestDocument | undefined }[]
  readonly crashes: readonly Thrown[]
}

/**
 * What each document gives on its own. Rule by rule, not document by document: a processor that stays within one rule
 * takes half the time. A rule that throws on something loses what it finds there, and nothing else.
 */
export function checkAlone(reads: readonly Read[], settings: Settings): Checked[] {
  const { rulesOf, isOnFor } = ruleSet(
    settings,
    reads.flatMap(({ resources }) => resources)
  )
  const contextOf = contextsIn(settings)
  const instead = new Map<Found, string>()
  const tallies = reads.map((read) => ({ ...read, findings: [] as Found[], crashes: [] as Thrown[] }))
  for (const active of rulesOf('checkDocument')) {
    const context = contextOf(active)
    for (const { document, resources, findings, crashes } of tallies) {
      const before = findings.length
      try {
        for (const report of active.rule.checkDocument?.(document, context) ?? []) {
          if (!isOnFor(active, ownerOf(report.at, resources))) continue
          const found = concrete(active, report, around(report, resources), document, settings)
          if (found !== undefined) findings.push(found)
        }
      } catch (error) {
        findings.length = before
        crashes.push(thrownBy(active.rule, { document }, error))
      }
    }
  }
  for (const active of rulesOf('check')) {
    const context = contextOf(active)
    const { rule } = active
    for (const { document, resources, findings, crashes } of tallies) {
      // What the server would say of a text that it cannot read is only what the fault has made of it.
      if (document.fault !== undefined && rule.category === 'validity') continue
      for (const resource of resources) {
        if (!rule.kinds.includes(resource.kind) || !isOnFor(active, resource)) continue
        const before = findings.length
        try {
          for (const report of rule.check?.(resource, context) ?? []) {
            const found = concrete(active, report, resource, document, settings)
            if (found === undefined) continue
            if (report.insteadOf !== undefined) instead.set(found, report.insteadOf)
            findings.push(found)
          }
        } catch (error) {
          findings.length = before
          crashes.push(thrownBy(rule, { document, resources: [resource] }, error))
        }
      }
    }
  }
  return tallies.map(({ findings, crashes }) => ({ findings: onePerCause(findings, instead), crashes }))
}

/** What resources that are delivered together give beyond what each gives alone. */
export function checkTogether({ resources, texts }: Delivered, settings: Settings): CheckedTogether {
  const findings: CheckedTogether['findings'][number][] = []
  const crashes: Thrown[] = []
  const { rulesOf, isOnFor } = ruleSet(settings, resources)
  const contextOf = contextsIn(settings)
  for (const active of rulesOf('checkResources')) {
    const wanted = resources.filter(({ kind }) => active.rule.kinds.includes(kind))
    if (wanted.length === 0) continue
    const before = findings.length
    try {
      for (const report of active.rule.checkResources?.(wanted, { ...contextOf(active), texts }) ?? []) {
        if (!isOnFor(active, ownerOf(report.at, wanted))) continue
        const resource = around(report, wanted)
        const document = resource?.root.document
        const found = concrete(active, report, resource, document, settings)
        if (found !== undefined) findings.push({ found, document })
      }
    } catch (error) {
      findings.length = before
      crashes.push(thrownBy(active.rule, { resources: wanted }, error))
    }
  }
  return { findings, crashes }
}

function contextsIn({ logs, kubernetes, calendar = calendarFrom(someDay) }: Settings) {
  return ({ options }: ActiveRule): RuleContext => ({ options, logs, kubernetes, calendar })
}

/** The resource that a report points into. */
function around({ at }: Report, resources: readonly Resource[]): Resource | undefined {
  return resources.find((one) => isInside(at, one))
}

/** The finding that a report makes; undefined where the profile leaves it out. */
function concrete(
  active: ActiveRule,
  report: Report,
  resource: Resource | undefined,
  document: ManifestDocument | undefined,
  settings: Settings
): Found | undefined {
  const { rule, set, hidden } = active
  const severity = severityOf(report, rule, { profile: settings.profile, set })
  if (severity === 'off') return undefined
  const found = toFound({ ruleId: rule.id, severity, report, resource, document })
  return hidden ? hiddenByConfig(found, hidden, settings) : found
}
