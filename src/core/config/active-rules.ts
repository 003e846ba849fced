import type { Resource } from '../manifest/index.ts'
import {
  defaultOptions,
  type OptionValue,
  type Profile,
  type Rule,
  type Severity,
  severityIn
} from '../rule/index.ts'
import type { Override } from './config.ts'
import { isSelecting, selects } from './selector.ts'

/** A rule that is on, with all its options filled in. */
export interface ActiveRule {
  readonly rule: Rule
  readonly severity: Severity
  /** The severity where a config or an override has set it. */
  readonly set?: Severity
  readonly options: Readonly<Record<string, OptionValue>>
  /** Set where an override turns the rule off for some resources: its findings stay, marked. */
  readonly hidden?: Pick<Override, 'reason' | 'until'>
}

/** The rules that are on for a file. */
export interface ActiveRules {
  readonly rules: readonly ActiveRule[]
  /** What `rules` are for one resource, where overrides choose among resources. */
  readonly rulesFor?: (resource: Resource) => readonly ActiveRule[]
}

/** A config or one of its overrides; later ones win. */
export type Layer = Omit<Override, 'files'>

/** The rules that are on for a file, and for each resource where some layers choose among resources. */
export function activeRules(rules: readonly Rule[], profile: Profile, layers: readonly Layer[]): ActiveRules {
  const whole = layers.filter((layer) => !isSelecting(layer))
  const found = new Map(rules.map((rule) => [rule, activate(rule, profile, whole)]))
  const base = [...found.values()].filter((entry) => entry !== undefined)
  if (whole.length === layers.length) return { rules: base }
  const known = new Map<string, readonly ActiveRule[]>()
  const rulesFor = (resource: Resource) => {
    const own = layers.filter((layer) => !isSelecting(layer) || selects(layer, resource))
    const key = own.map((layer) => layers.indexOf(layer)).join()
    const chosen = known.get(key) ?? activeFor(own)
    known.set(key, chosen)
    return chosen
  }
  const activeFor = (own: readonly Layer[]) => {
    const set = new Set(own.filter(isSelecting).flatMap((layer) => Object.keys(layer.rules ?? {})))
    return rules
      .map((rule) => (set.has(rule.id) ? activate(rule, profile, own) : found.get(rule)))
      .filter((entry) => entry !== undefined)
  }
  return { rules: base, rulesFor }
}

function activate(rule: Rule, profile: Profile, layers: readonly Layer[]): ActiveRule | undefined {
  let severity = severityIn(rule, profile)
  let options = defaultOptions(rule)
  let hidden: ActiveRule['hidden']
  let set: Severity | 'off' | undefined
  for (const layer of layers) {
    const setting = layer.rules?.[rule.id]
    if (setting === undefined) continue
    const written = typeof setting === 'string' ? setting : setting[0]
    hidden = written === 'off' && isSelecting(layer) ? layer : undefined
    if (hidden === undefined) severity = set = written
    if (typeof setting !== 'string') options = { ...options, ...setting[1] }
  }
  if (severity === 'off') return undefined
  return { rule, severity, options, ...(set && set !== 'off' && { set }), ...(hidden && { hidden }) }
}
