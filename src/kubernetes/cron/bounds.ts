export type FieldName = 'minute' | 'hour' | 'day of month' | 'month' | 'day of week'

/** What a field may hold; `names` mean the numbers from `min` on, in any case. */
export interface Bounds {
  readonly name: FieldName
  readonly min: number
  readonly max: number
  readonly names: readonly string[]
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

export const MINUTE: Bounds = { name: 'minute', min: 0, max: 59, names: [] }
export const HOUR: Bounds = { name: 'hour', min: 0, max: 23, names: [] }
export const DAY_OF_MONTH: Bounds = { name: 'day of month', min: 1, max: 31, names: [] }
export const MONTH: Bounds = { name: 'month', min: 1, max: 12, names: MONTHS }
export const DAY_OF_WEEK: Bounds = { name: 'day of week', min: 0, max: 6, names: DAYS }
