import {
  dnsLabelFault,
  dnsSubdomainFault,
  labelKeyFault,
  labelValueFault,
  type NameFault,
  nearestDnsLabel
} from '../names.ts'
import type { Check, Complaint, ConstraintFault } from './constraint.ts'
import { didYouMean, orList, show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { empty, type Fields, fields, isFields, items, text, written } from './values.ts'

/** Judges texts that are not empty; an empty one is as good as absent. */
export function onText(check: (value: string, at: WalkPlace) => ConstraintFault): Check {
  return (value, at) => (typeof value === 'string' && value !== '' ? check(value, at) : undefined)
}

/** Judges numbers. */
export function onNumber(check: (value: number, at: WalkPlace) => ConstraintFault): Check {
  return (value, at) => (typeof value === 'number' ? check(value, at) : undefined)
}

/** Judges lists. */
export function onList(check: (value: readonly unknown[], at: WalkPlace) => ConstraintFault): Check {
  return (value, at) => (Array.isArray(value) ? check(value, at) : undefined)
}

/** Judges objects. */
export function onFields(check: (value: Fields, at: WalkPlace) => ConstraintFault): Check {
  return (value, at) => (isFields(value) ? check(value, at) : undefined)
}

/** The number must not be below `least`. */
export function minimum(least: number): Check {
  return onNumber((value, at) =>
    value < least ? `${at.name} is ${value}, but must be ${least} or more.` : undefined
  )
}

/** The number must lie in a range, ends included. */
export function range(least: number, most: number): Check {
  return onNumber((value, at) =>
    value < least || value > most
      ? `${at.name} is ${value}, but must be from ${least} to ${most}.`
      : undefined
  )
}

/** The text must be one of the choices; an empty one takes the default. */
export function oneOf(...choices: readonly string[]): Check {
  const known = new Set(choices)
  return onText((value, at) => (known.has(value) ? undefined : notOneOf(value, choices, at)))
}

/** The text must be one of the choices, and not empty. */
export function exactlyOneOf(...choices: readonly string[]): Check {
  const known = new Set(choices)
  return (value, at) =>
    typeof value !== 'string' || known.has(value) ? undefined : notOneOf(value, choices, at)
}

/** `x is "y", which is not one of …`. */
export function notOneOf(value: string, choices: readonly string[], at: WalkPlace): string {
  return `${at.name} is ${show(value)}, but must be ${orList(choices)}.${didYouMean(value, choices)}`
}

/** The text must be a name of some kind. */
export function named(fault: (value: string) => NameFault): Check {
  return onText((value, at) => nameFault(value, fault(value), at.name))
}

/** The text must be a DNS-1123 label; says which is near. */
export const dnsLabel: Check = onText((value, at) => {
  const fault = dnsLabelFault(value)
  const near = fault && nearestDnsLabel(value)
  return near
    ? `${at.name} ${show(value)} ${fault}; for example ${show(near)}.`
    : nameFault(value, fault, at.name)
})

/** The text must be a DNS-1123 subdomain. */
export const dnsSubdomain: Check = named(dnsSubdomainFault)

/** The text, which may be empty, must be a qualified name. */
export const labelKey: Check = (value, at) =>
  typeof value === 'string' ? nameFault(value, labelKeyFault(value), at.name) : undefined

/** `name "x" must …`, if there is a fault. */
export function nameFault(value: string, fault: NameFault, name: string): string | undefined {
  return fault && `${name} ${show(value)} ${fault}.`
}

/** Keys and values of a map must be those of labels. */
export const labels: Check = onFields((value) => {
  const complaints: Complaint[] = []
  for (const key in value) {
    const keyFault = labelKeyFault(key)
    if (keyFault) complaints.push({ message: `Label key ${show(key)} ${keyFault}.`, below: [key] })
    const label = value[key]
    const fault = typeof label === 'string' ? labelValueFault(label) : undefined
    if (fault)
      complaints.push({
        message: `Label ${show(key)} has value ${show(label)}, which ${fault}.`,
        below: [key]
      })
  }
  return complaints
})

/** No two items may have the same text in a field; `thing` names one. */
export function unique(field: string, thing: string): Check {
  return onList((list, at) =>
    duplicates(
      list.map((item) => fields(item)[field]),
      thing,
      at,
      field
    )
  )
}

/** One complaint for each text that was there before; empty ones are another matter. */
export function duplicates(
  values: readonly unknown[],
  thing: string,
  at: WalkPlace,
  field?: string
): Complaint[] {
  const first = new Map<unknown, number>()
  const below = (index: number) => (field === undefined ? [index] : [index, field])
  return values.flatMap((value, index) => {
    if (typeof value !== 'string' || value === '') return []
    const before = first.get(value)
    if (before === undefined) first.set(value, index)
    if (before === undefined) return []
    const related = [{ path: at.path(...below(before)), message: `First used here.` }]
    return [
      { message: `${thing} ${show(value)} is used twice, but must be unique.`, below: below(index), related }
    ]
  })
}

/** A list may have at most so many items. */
export function atMost(most: number): Check {
  return onList((list, at) =>
    list.length > most ? `${at.name} has ${list.length} items, over the limit of ${most}.` : undefined
  )
}

/** Of some fields, at most one may be there: the first counts, the others are forbidden. */
export function atMostOne(choices: readonly string[], thing: string): Check {
  return onFields((value) => {
    const [first, ...others] = choices.filter((choice) => written(value[choice]))
    return others.map((other) => ({
      message: `${other} is set beside ${first}, but there can be only one ${thing}.`,
      below: [other],
      type: 'Forbidden' as const
    }))
  })
}

/** Of some fields, at least one must be there. */
export function oneAtLeast(choices: readonly string[], thing: string): Check {
  return onFields((value, at) => {
    if (at.scope.partial || choices.some((choice) => written(value[choice]))) return undefined
    return `${at.name} has no ${thing}: write one of ${orList(choices)}.`
  })
}

/** The text must be a relative path without a step up. */
export const relativePath: Check = onText((value, at) =>
  value.startsWith('/')
    ? `${at.name} ${show(value)} is absolute, but must be relative.`
    : noBacksteps(value, at)
)

/** The path must not lead up. */
export const noBacksteps: Check = onText((value, at) =>
  value.split('/').includes('..')
    ? `${at.name} ${show(value)} contains "..", which is not allowed.`
    : undefined
)

/** The path must be relative, without a step up, and its name must not begin with two dots. */
export const projectedPath: Check = onText((value, at) => {
  const fault = relativePath(value, at)
  if (fault || !value.startsWith('..')) return fault
  return `${at.name} ${show(value)} starts with "..", which is reserved.`
})

/** Texts of a list of objects, in one field. */
export function textsOf(list: unknown, field: string): string[] {
  return items(list).map((item) => text(fields(item)[field]))
}

/** Whether a field is there and not empty. */
export function given(value: unknown): boolean {
  return !empty(value)
}
