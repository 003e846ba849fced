import type { ActiveRule, Settings } from '../config/index.ts'
import type { ManifestDocument } from '../document/index.ts'
import type { Resource } from '../manifest/index.ts'
import { calendarFrom, type Report, type RuleContext, someDay } from '../rule/index.ts'
import { type Thrown, thrownBy } from './crashes.ts'
import { type Found, toFound } from './found.ts'
import { onePerCause } from './order.ts'
import { planOf } from './plan.ts'
import { isInside, ownerOf } from './resource-at.ts'
import { hiddenByConfig } from './suppressed.ts'

/**
 * What one document gives on its own: plain data that depends on its text, the settings and what surrounds its file.
 * Offsets count from where the document begins, so that it stays true wherever in a file the document stands.
 */
export interface Checked {
  readonly findings: readonly Found[]
  readonly crashes: readonly Thrown[]
}

/** What the resources of a file give together; the offsets of crashes count from where the file begins. */
export interface CheckedTogether {
  readonly findings: readonly { readonly found: Found; readonly document: ManifestDocument | undefined }[]
  readonly crashes: readonly Thrown[]
}

/** What is delivered together: one file for now; what a kustomization puts together belongs here as well once it is known. */
export interface Delivered {
  readonly resources: readonly Resource[]
  /** The whole texts that the resources are in, comments and other kinds included. */
  readonly texts: readonly string[]
}

export interface Checks {
  readonly alone: (document: ManifestDocument, resources: readonly Resource[]) => Checked
  readonly together: (delivered: Delivered) => CheckedTogether
}

/** The rules that are on, ready to run; nothing else calls rules. One that throws on a resource loses only that resource's findings. */
export function checks(settings: Settings): Checks {
  const { rules, rulesFor, logs, kubernetes, calendar = calendarFrom(someDay) } = settings
  const contextOf = ({ options }: ActiveRule): RuleContext => ({ options, logs, kubernetes, calendar })
  const rulesOf = (resource: Resource | undefined) => (resource && rulesFor?.(resource)) ?? rules
  const concerns = (active: ActiveRule, { at }: Report, resources: readonly Resource[]) =>
    rulesFor === undefined || rulesOf(ownerOf(at, resources)).includes(active)
  /** The rules that are on for the file or for one of its resources, each once for every way in which it is set. */
  const everyRule = (hook: 'checkDocument' | 'checkResources', resources: readonly Resource[]) =>
    rulesFor === undefined
      ? planOf(rules)[hook]
      : new Set([rules, ...resources.map(rulesOf)].flatMap((list) => planOf(list)[hook]))
  const found = (active: ActiveRule, report: Report, resource?: Resource, document?: ManifestDocument) => {
    const made = toFound({ report, resource }, active, document)
    return active.hidden ? hiddenByConfig(made, active.hidden, settings) : made
  }

  return {
    alone: (document, resources) => {
      const { made, thrown, attempt } = tally<Found>()
      for (const active of everyRule('checkDocument', resources)) {
        attempt(active, { document }, function* () {
          for (const report of active.rule.checkDocument?.(document, contextOf(active)) ?? [])
            if (concerns(active, report, resources))
              yield found(active, report, around(report, resources), document)
        })
      }
      for (const resource of resources) {
        for (const active of planOf(rulesOf(resource)).check[resource.kind]) {
          attempt(active, { document, resources: [resource] }, function* () {
            for (const report of active.rule.check?.(resource, contextOf(active)) ?? [])
              yield found(active, report, resource, document)
          })
        }
      }
      return { findings: onePerCause(made), crashes: thrown }
    },
    together: ({ resources, texts }) => {
      const { made, thrown, attempt } = tally<CheckedTogether['findings'][number]>()
      for (const active of everyRule('checkResources', resources)) {
        const wanted = resources.filter(({ kind }) => active.rule.kinds.includes(kind))
        if (wanted.length === 0) continue
        attempt(active, { resources: wanted }, function* () {
          const context = { ...contextOf(active), texts }
          for (const report of active.rule.checkResources?.(wanted, context) ?? []) {
            if (!concerns(active, report, wanted)) continue
            const resource = around(report, wanted)
            const document = resource?.root.document
            yield { found: found(active, report, resource, document), document }
          }
        })
      }
      return { findings: made, crashes: thrown }
    }
  }
}

/** Collects what rules find, and in their place what they throw: half of what a rule says of one thing is none of it. */
function tally<One>() {
  const made: One[] = []
  const thrown: Thrown[] = []
  return {
    made,
    thrown,
    attempt: ({ rule }: ActiveRule, on: Parameters<typeof thrownBy>[1], run: () => Iterable<One>) => {
      try {
        for (const one of [...run()]) made.push(one)
      } catch (error) {
        thrown.push(thrownBy(rule, on, error))
      }
    }
  }
}

/** The resource that a report points into. */
function around({ at }: Report, resources: readonly Resource[]): Resource | undefined {
  return resources.find((one) => isInside(at, one))
}
