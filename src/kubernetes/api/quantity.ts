/** An amount as Kubernetes reads it, exact to a thousand-millionth. */
export interface Quantity {
  readonly nano: bigint
  readonly notation: 'decimal' | 'binary' | 'exponent'
}

/** Reads a quantity such as `100m`, `1.5Gi` or 2; nothing if the API server could not read it (D7). */
export function parseQuantity(value: unknown): Quantity | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const match = pattern.exec(String(value))
  if (!match) return undefined
  const [, sign, whole = '', fraction = '', suffix = ''] = match
  if (whole === '' && fraction === '') return undefined
  const notation = notationOf(suffix)
  const amount = scaled(BigInt(whole + fraction), suffix, fraction.length)
  const capped = notation === 'binary' && amount > maximum ? maximum : amount
  return { nano: sign === '-' ? -capped : capped, notation }
}

/** The amount in thousandths, rounded up as the API server does in every list of resources (R10). */
export function milliValue(quantity: Quantity): bigint {
  return divideUp(quantity.nano, 1_000_000n)
}

/** The amount as a whole number, rounded up. */
export function wholeValue(quantity: Quantity): bigint {
  return divideUp(quantity.nano, 1_000_000_000n)
}

/** The one way Kubernetes writes this amount: `1000m` is `1`, `1024Ki` is `1Mi`. */
export function formatQuantity({ nano, notation }: Quantity): string {
  if (nano === 0n) return '0'
  const size = nano < 0n ? -nano : nano
  const sign = nano < 0n ? '-' : ''
  if (notation === 'binary' && size >= 1024n * giga && size % giga === 0n) return sign + binary(size / giga)
  const [digits, exponent] = decimal(size)
  const suffix = notation === 'exponent' ? undefined : decimalSuffixes[exponent / 3 + 3]
  return `${sign}${digits}${suffix ?? (exponent === 0 ? '' : `e${exponent}`)}`
}

const giga = 1_000_000_000n
const maximum = (2n ** 63n - 1n) * giga
const pattern = /^([+-]?)(\d*)(?:\.(\d*))?([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/
const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
/** Exponents beyond this are all the same to every comparison, and would only cost memory. */
const farExponent = 400

function notationOf(suffix: string): Quantity['notation'] {
  if (suffix.length > 1 && suffix.endsWith('i')) return 'binary'
  return suffix.length > 1 ? 'exponent' : 'decimal'
}

function scaled(digits: bigint, suffix: string, decimals: number): bigint {
  if (suffix.length > 1 && suffix.endsWith('i')) {
    const factor = 1024n ** BigInt(binarySuffixes.indexOf(suffix))
    return divideUp(digits * factor * giga, 10n ** BigInt(decimals))
  }
  const exponent = suffix.length > 1 ? Number(suffix.slice(1)) : (decimalSuffixes.indexOf(suffix) - 3) * 3
  const power = Math.max(-farExponent, Math.min(farExponent, exponent)) - decimals + 9
  return power < 0 ? divideUp(digits, 10n ** BigInt(-power)) : digits * 10n ** BigInt(power)
}

function divideUp(value: bigint, by: bigint): bigint {
  const quotient = value / by
  if (quotient * by === value) return quotient
  return value > 0n ? quotient + 1n : quotient - 1n
}

function binary(whole: bigint): string {
  let rest = whole
  let step = 0
  while (rest % 1024n === 0n && step < 6) {
    rest /= 1024n
    step += 1
  }
  return `${rest}${binarySuffixes[step]}`
}

function decimal(nano: bigint): [bigint, number] {
  let digits = nano
  let exponent = -9
  while (digits % 1000n === 0n) {
    digits /= 1000n
    exponent += 3
  }
  return [digits, exponent]
}
