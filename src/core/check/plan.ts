import type { ActiveRule } from '../config/index.ts'
import { type Kind, kinds } from '../manifest/index.ts'

/** A list of rules by what calls them. */
export interface Plan {
  readonly checkDocument: readonly ActiveRule[]
  readonly check: Readonly<Record<Kind, readonly ActiveRule[]>>
  readonly checkResources: readonly ActiveRule[]
}

/** The plan of a list of rules, made once for all the files that share it. */
export function planOf(rules: readonly ActiveRule[]): Plan {
  const known = plans.get(rules) ?? make(rules)
  plans.set(rules, known)
  return known
}

const plans = new WeakMap<readonly ActiveRule[], Plan>()

function make(rules: readonly ActiveRule[]): Plan {
  const ofKind = (kind: Kind) => rules.filter(({ rule }) => rule.check && rule.kinds.includes(kind))
  return {
    checkDocument: rules.filter(({ rule }) => rule.checkDocument),
    check: Object.fromEntries(kinds.map((kind) => [kind, ofKind(kind)])) as Record<Kind, ActiveRule[]>,
    checkResources: rules.filter(({ rule }) => rule.checkResources)
  }
}
