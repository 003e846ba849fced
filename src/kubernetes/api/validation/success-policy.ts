import { parseIndexList } from '../index-list.ts'
import type { Constraint } from './constraint.ts'
import { show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { atMost, given, minimum, onFields, onNumber, onText } from './predicates.ts'
import { written } from './values.ts'

/** When an Indexed Job is done early (GROUND_TRUTH F10 to F15; F15 is covered by J3, its cause). */
export const successPolicyConstraints: readonly Constraint[] = [
  {
    id: 'F10',
    where: 'JobSpec.successPolicy',
    check: (_, at) => {
      const mode = at.sibling('completionMode')
      if (written(mode) ? mode !== 'NonIndexed' : at.scope.partial) return undefined
      return 'successPolicy needs completionMode: Indexed, because other Jobs have no indexes.'
    }
  },
  {
    id: 'F11',
    where: 'JobSpec.successPolicy',
    type: 'Required',
    whole: true,
    check: onFields(({ rules }, at) =>
      given(rules) || !indexed(at)
        ? undefined
        : { message: 'successPolicy needs at least one rule.', below: ['rules'] }
    )
  },
  { id: 'F11', where: 'JobSpec.successPolicy.rules', type: 'TooMany', check: atMost(20) },
  {
    id: 'F12',
    where: 'JobSpec.successPolicy.rules[*]',
    type: 'Required',
    whole: true,
    check: onFields(({ succeededIndexes, succeededCount }, at) =>
      !indexed(at) || written(succeededIndexes) || written(succeededCount)
        ? undefined
        : 'A success rule needs succeededIndexes, succeededCount, or both.'
    )
  },
  {
    id: 'F13',
    where: 'JobSpec.successPolicy.rules[*].succeededIndexes',
    check: onText((indexes, at) => {
      if (!indexed(at)) return undefined
      if (indexes.length > 65_536) {
        return {
          message: `succeededIndexes has ${indexes.length} characters, over the limit of 65536.`,
          type: 'TooLong'
        }
      }
      const { completions } = at.scope
      if (typeof completions !== 'number') return undefined
      const list = parseIndexList(indexes, completions)
      return 'fault' in list ? `succeededIndexes ${show(indexes)} ${list.fault}.` : undefined
    })
  },
  { id: 'F14', where: 'JobSpec.successPolicy.rules[*].succeededCount', check: minimum(0) },
  {
    id: 'F14',
    where: 'JobSpec.successPolicy.rules[*].succeededCount',
    check: onNumber((count, at) => {
      const { completions } = at.scope
      if (typeof completions !== 'number' || !indexed(at)) return undefined
      if (count > completions) return `succeededCount is ${count}, more than the ${completions} completions.`
      const indexes = at.sibling('succeededIndexes')
      if (typeof indexes !== 'string') return undefined
      const list = parseIndexList(indexes, completions)
      if ('fault' in list || count <= list.total) return undefined
      return `succeededCount is ${count}, more than the ${list.total} indexes in succeededIndexes.`
    })
  }
]

/** Other Jobs have no indexes, and F10 says so: then the rules do not matter. */
function indexed(at: WalkPlace): boolean {
  return at.scope.job.completionMode === 'Indexed'
}
