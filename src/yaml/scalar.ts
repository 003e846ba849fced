import { decodeBase64 } from './binary.ts'
import { DASH, DOT, isDigit, PLUS } from './characters.ts'
import { isTimestamp } from './timestamp.ts'
import type { Scalar } from './tree.ts'

/**
 * What a plain scalar is to Kubernetes: the rules of its YAML library (go-yaml 2), a mix of YAML 1.1 and 1.2
 * in which `yes`, `on` and `n` are booleans, `0755` is octal and dates stay strings.
 */
export function resolvePlain(text: string): Scalar {
  if (text.charCodeAt(0) > 57) {
    const word = text.length <= longestWord ? words.get(text) : undefined
    return word === undefined ? text : word.value
  }
  if (shortInteger.test(text)) return Number(text)
  return mayBeNumber.test(text) ? resolve(text).value : text
}

/** What a scalar with a tag is; where the tag and the text do not agree, the text. */
export function resolveTagged(tag: string, text: string): Scalar {
  if (tag === `${standard}binary`) return decodeBase64(text) ?? text
  if (tag === strTag || !resolvable.has(tag)) return text
  return agrees(tag, typed(tag, text)) ? typed(tag, text).value : text
}

/** kubectl's complaint about a scalar whose tag and text do not agree; undefined where they do. */
export function tagProblem(tag: string, text: string): string | undefined {
  if (tag === `${standard}binary` && decodeBase64(text) === undefined)
    return '!!binary value contains invalid base64 data'
  if (tag === strTag || !resolvable.has(tag)) return undefined
  const found = typed(tag, text)
  if (agrees(tag, found)) return undefined
  const type = found.type === 'uint' ? 'int' : found.type
  return `cannot decode !!${type} \`${text}\` as a ${tag.replace(standard, '!!')}`
}

const standard = 'tag:yaml.org,2002:'
const strTag = `${standard}str`
const resolvable = new Set(
  ['bool', 'int', 'float', 'null', 'str', 'timestamp'].map((name) => standard + name)
)

function typed(tag: string, text: string): Typed {
  const isDate = tag === `${standard}timestamp` && isTimestamp(text)
  return isDate ? { type: 'timestamp', value: text } : resolve(text)
}

function agrees(tag: string, { type }: Typed): boolean {
  const wanted = tag.slice(standard.length)
  return wanted === type || (type === 'uint' && wanted === 'int') || (type === 'int' && wanted === 'float')
}

/** A scalar with the type that go-yaml gives it; `uint` is an integer beyond 2^63. */
export interface Typed {
  readonly type: 'null' | 'bool' | 'int' | 'uint' | 'float' | 'str' | 'timestamp' | 'merge'
  readonly value: Scalar
}

/** The type and value of a scalar without quotes or tag. */
export function resolve(text: string): Typed {
  const known = words.get(text)
  if (known !== undefined) return known
  const first = text.charCodeAt(0)
  if (first === DOT)
    return (leadingDot.test(text) && float(text.replaceAll('_', ''))) || { type: 'str', value: text }
  if (!isDigit(first) && first !== DASH && first !== PLUS) return { type: 'str', value: text }
  const plain = text.replaceAll('_', '')
  return integer(plain) ?? (decimal.test(plain) ? float(plain) : undefined) ?? { type: 'str', value: text }
}

/** What nearly every number is: few enough digits to be exact, the first no zero unless it is alone. */
const shortInteger = /^(?:0|[1-9]\d{0,14})$/
/** Only characters that may stand in a number, or none; quantities such as `100m` are turned away here. */
const mayBeNumber = /^(?:[-+.\d][\da-fino_x.+-]*)?$/i

const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const leadingDot = /^\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?$/

function float(text: string): Typed | undefined {
  const value = Number(text)
  return Number.isFinite(value) ? { type: 'float', value } : undefined
}

const whole = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/
/** go-yaml takes a sign behind `0b`, too. */
const signedBinary = /^0b([-+])([01]+)$/

/** An integer as Go's ParseInt and ParseUint read it with any prefix; undefined where it is none or too large. */
function integer(text: string): Typed | undefined {
  const [, sign, hexadecimal, binary, octal, plain] = whole.exec(text) ?? []
  if (sign === undefined) {
    const [, inner = '', digits] = signedBinary.exec(text) ?? []
    return digits === undefined ? undefined : fitting(inner, '0b', digits)
  }
  if (hexadecimal !== undefined) return fitting(sign, '0x', hexadecimal)
  if (binary !== undefined) return fitting(sign, '0b', binary)
  return octal !== undefined ? fitting(sign, '0o', octal) : fitting(sign, '', plain as string)
}

function fitting(sign: string, prefix: string, written: string): Typed | undefined {
  const digits = written.replace(/^0+(?=.)/, '')
  if (digits.length > 64) return undefined
  const size = BigInt(prefix + digits)
  if (sign === '-') return size <= 2n ** 63n ? { type: 'int', value: 0 - Number(size) } : undefined
  if (size < 2n ** 63n) return { type: 'int', value: Number(size) }
  return sign === '' && size < 2n ** 64n ? { type: 'uint', value: Number(size) } : undefined
}

const words: ReadonlyMap<string, Typed> = new Map<string, Typed>([
  ...spelled(['y', 'Y', ...cases('yes'), ...cases('true'), ...cases('on')], 'bool', true),
  ...spelled(['n', 'N', ...cases('no'), ...cases('false'), ...cases('off')], 'bool', false),
  ...spelled(['', '~', ...cases('null')], 'null', null),
  ...spelled(['.nan', '.NaN', '.NAN'], 'float', Number.NaN),
  ...spelled([...cases('.inf'), ...cases('+.inf')], 'float', Number.POSITIVE_INFINITY),
  ...spelled(cases('-.inf'), 'float', Number.NEGATIVE_INFINITY)
])
const longestWord = 5

function spelled(texts: readonly string[], type: Typed['type'], value: Scalar): [string, Typed][] {
  return texts.map((text) => [text, { type, value }])
}

function cases(word: string): string[] {
  const capital = word.replace(/[a-z]/, (letter) => letter.toUpperCase())
  return [word, capital, word.toUpperCase()]
}
