import type { SchemaProblem } from './schema-problem.ts'

/** What is wrong with a value, apart from where it is. */
export type DecodingFault = Omit<SchemaProblem, 'path'>

/** Why the API server's decoder refuses a value that is not null; `written` is the source text of a number. */
export type Decoder = (value: unknown, written: () => string | undefined) => DecodingFault | undefined

/** The decoders of the Go types that are one value in JSON. */
export const scalars: Readonly<Record<string, Decoder>> = {
  string: (value) => (typeof value === 'string' ? undefined : wrongType(value, 'string')),
  bool: (value) => (typeof value === 'boolean' ? undefined : wrongType(value, 'boolean')),
  int32,
  int64,
  IntOrString: (value, written) => {
    if (typeof value === 'string') return undefined
    return typeof value === 'number' ? int32(value, written) : wrongType(value, 'integer', 'string')
  },
  Quantity: (value) => {
    if (typeof value === 'number') return undefined
    if (typeof value !== 'string') return wrongType(value, 'string', 'number')
    return isQuantity(value) ? undefined : { type: 'quantity', value }
  },
  Time: (value) => {
    if (typeof value !== 'string') return wrongType(value, 'string')
    return isTime(value) ? undefined : { type: 'time', value }
  },
  FieldsV1: () => undefined
}

/** The fault of a value of another JSON type than it should be. */
export function wrongType(value: unknown, ...expected: string[]): DecodingFault {
  return { type: 'wrong-type', expected, value }
}

function int32(value: unknown, written: () => string | undefined): DecodingFault | undefined {
  if (!isWhole(value, written)) return wrongType(value, 'integer')
  const [minimum, maximum] = [-(2 ** 31), 2 ** 31 - 1]
  return (value as number) >= minimum && (value as number) <= maximum
    ? undefined
    : { type: 'range', value, minimum, maximum }
}

function int64(value: unknown, written: () => string | undefined): DecodingFault | undefined {
  if (!isWhole(value, written)) return wrongType(value, 'integer')
  const number = value as number
  const fits = number === 2 ** 63 ? isLargestInt64(written()) : number >= -(2 ** 63) && number < 2 ** 63
  return fits ? undefined : { type: 'range', value, minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n }
}

/** Whether a number is one without a fraction, and in JSON without a point or an exponent: Go refuses `3.0` and `1e3` there. */
function isWhole(value: unknown, written: () => string | undefined): boolean {
  return Number.isInteger(value) && !/^[-+]?[\d_]*[.eE]/.test(written() ?? '')
}

/** JavaScript reads 2⁶³-1, which fits, and 2⁶³, which does not, as one number: only the text tells them apart. */
function isLargestInt64(written: string | undefined): boolean {
  if (written === undefined) return true
  const digits = written.replace(/[_+]/g, '')
  return /^(?:[1-9]\d{18}|0[xX][\da-fA-F]{16})$/.test(digits) && BigInt(digits) < 2n ** 63n
}

/** Whether Kubernetes' own parser takes the text: it drops spaces around, and reads `Gi`, `-` and `.` as nought. */
function isQuantity(text: string): boolean {
  const bare = text.trim()
  const parts = /^[+-]?(\d*)(?:\.(\d*))?([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/.exec(bare)
  if (bare === '' || parts === null || staysEscaped.test(text)) return false
  const [, whole = '', fraction = '', suffix = ''] = parts
  if (/\d$/.test(suffix) && !isInt64(suffix.slice(1))) return false
  const takesFastPath =
    suffix !== 'Pi' && suffix !== 'Ei' && !(/^[eE]-/.test(suffix) && Number(suffix.slice(1)) < -9)
  return whole + fraction !== '' || takesFastPath
}

/** Spaces that JavaScript trims; to Kubernetes they are still JSON escapes, or not spaces, when it trims. */
const staysEscaped = /[\t-\r\u2028\u2029\uFEFF]/

function isInt64(digits: string): boolean {
  const short = digits.replace(/^([+-]?)0+(?=\d)/, '$1').replace('+', '')
  return short.length <= 20 && BigInt.asIntN(64, BigInt(short)) === BigInt(short)
}

const rfc3339 = /^\d{4}-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/

/** Whether Go's `time.Parse` takes the text as RFC 3339, with its leniences (one-digit hours, commas, `+24:60`). */
function isTime(text: string): boolean {
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] =
    rfc3339
      .exec(text)
      ?.slice(1)
      .map((part) => Number(part ?? 0)) ?? []
  const sameCalendar = 2000 + (Number(text.slice(0, 4)) % 400)
  const daysInMonth = new Date(Date.UTC(sameCalendar, month, 0)).getUTCDate()
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth
  return isDate && hour < 24 && minute < 60 && second < 60 && zoneHour <= 24 && zoneMinute <= 60
}
