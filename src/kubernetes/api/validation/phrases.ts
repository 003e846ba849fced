import { closest } from '../../../text/index.ts'

/** A value as shown in a message: texts quoted, long ones cut. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 37)}...` : value)
  if (Array.isArray(value)) return value.length === 0 ? '[]' : 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  return String(value)
}

/** ` Did you mean X?` for the nearest of the choices, or nothing. */
export function didYouMean(value: string, choices: Iterable<string>): string {
  const best = closest(value.slice(0, 64), choices)
  return best === undefined || best === value ? '' : ` Did you mean ${best}?`
}

/** `a, b or c`; only the first few of many. */
export function orList(choices: readonly string[]): string {
  if (choices.length > 9) return `${choices.slice(0, 8).join(', ')} and ${choices.length - 8} more`
  return choices.length < 2 ? choices.join() : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`
}
