import type { ActiveRule, Settings } from '../config/index.ts'
import type { Resource } from '../manifest/index.ts'

/** What of a rule is called. */
export type Hook = 'check' | 'checkDocument' | 'checkResources'

/** The rules that are on for some resources and for what belongs to none of them. */
export interface RuleSet {
  /** Those that have a hook, each once for every way in which it is set. */
  readonly rulesOf: (hook: Hook) => readonly ActiveRule[]
  readonly isOnFor: (active: ActiveRule, resource: Resource | undefined) => boolean
}

export function ruleSet({ rules, rulesFor }: Settings, resources: readonly Resource[]): RuleSet {
  if (rulesFor === undefined) return { rulesOf: (hook) => having(rules, hook), isOnFor: () => true }
  const whole = new Set(rules)
  const own = new Map(resources.map((resource) => [resource, new Set(rulesFor(resource))]))
  const every = [...new Set([...rules, ...[...own.values()].flatMap((set) => [...set])])]
  return {
    rulesOf: (hook) => every.filter(({ rule }) => rule[hook]),
    isOnFor: (active, resource) => (resource && own.get(resource))?.has(active) ?? whole.has(active)
  }
}

/** Files with the same config share a list of rules, which is looked through once. */
const known = new WeakMap<readonly ActiveRule[], Partial<Record<Hook, readonly ActiveRule[]>>>()

function having(rules: readonly ActiveRule[], hook: Hook): readonly ActiveRule[] {
  const byHook = known.get(rules) ?? {}
  const found = byHook[hook] ?? rules.filter(({ rule }) => rule[hook])
  known.set(rules, { ...byHook, [hook]: found })
  return found
}
