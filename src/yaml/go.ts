import { resolve as resolveText } from './scalar.ts'
import { type Node, resolve, type ScalarNode } from './tree.ts'

/** The name a key has once Kubernetes has turned it into JSON: `yes:` is `"true"`, `1e3:` is `"1000"`. */
export function keyName(key: Node): string | undefined {
  const node = resolve(key)
  if (node?.type !== 'scalar' || node.value === null) return undefined
  if (typeof node.value !== 'number') return String(node.value)
  const type = numberType(node)
  if (type === 'uint') return undefined
  if (type === 'int') return wholeNumber(node)
  if (Number.isNaN(node.value)) return '.nan'
  if (!Number.isFinite(node.value)) return node.value > 0 ? '.inf' : '-.inf'
  return shortest(node.value, true)
}

function numberType(node: ScalarNode): 'int' | 'uint' | 'float' {
  if (node.tag?.endsWith(':float')) return 'float'
  const { type } = resolveText(node.text)
  return type === 'int' || type === 'uint' ? type : 'float'
}

/** The digits of an integer, of which a JavaScript number may have lost some. */
function wholeNumber({ text, value }: ScalarNode): string {
  if (Number.isSafeInteger(value)) return String(value)
  const plain = text.replaceAll('_', '').replace(/^\+/, '')
  const digits = plain.replace(/^-/, '').replace(/^0([0-7]+)$/, '0o$1')
  return (plain.startsWith('-') ? -BigInt(digits) : BigInt(digits)).toString()
}

/** A number as Go prints it with `%g`; in single precision as go-yaml names keys. */
function shortest(value: number, isSingle: boolean): string {
  const single = Math.fround(value)
  const size = isSingle ? single : value
  if (!Number.isFinite(size)) return size > 0 ? '.inf' : '-.inf'
  let written = size.toExponential()
  for (let digits = 0; isSingle && digits < 9; digits++) {
    const shorter = size.toExponential(digits)
    if (Math.fround(Number(shorter)) === single) {
      written = shorter
      break
    }
  }
  const [mantissa = '', power = '0'] = written.split('e')
  const exponent = Number(power)
  const sign = Object.is(size, -0) ? '-' : ''
  if (exponent < -4 || exponent >= 6) {
    const padded = String(Math.abs(exponent)).padStart(2, '0')
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${padded}`
  }
  const decimals = Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - exponent)
  return sign + Number(written).toFixed(Math.min(decimals, 100))
}

/** A value as Go prints it with `%#v`, which kubectl does with keys that it cannot use. */
export function goValue(node: Node, isAlone = false, depth = 0): string {
  if (depth > 50) return '…'
  const target = resolve(node)
  if (target === undefined) return '<nil>'
  if (target.type === 'sequence') {
    return `[]interface {}{${target.items.map((item) => goValue(item, false, depth + 1)).join(', ')}}`
  }
  if (target.type === 'mapping') {
    const pairs = target.pairs.map(({ key, value }) => [
      goValue(key, false, depth + 1),
      goValue(value, false, depth + 1)
    ])
    const sorted = [...new Map(pairs as [string, string][])].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `map[interface {}]interface {}{${sorted.map((pair) => pair.join(':')).join(', ')}}`
  }
  const { value } = target
  if (value === null) return isAlone ? '<nil>' : 'interface {}(nil)'
  if (typeof value === 'string') return goQuoted(value)
  if (typeof value === 'boolean') return String(value)
  const type = numberType(target)
  if (type === 'uint') return `0x${BigInt(target.text.replaceAll('_', '')).toString(16)}`
  if (type === 'int') return wholeNumber(target)
  return Number.isFinite(value)
    ? shortest(value, false)
    : Number.isNaN(value)
      ? 'NaN'
      : value > 0
        ? '+Inf'
        : '-Inf'
}

/** A text as Go's `strconv.Quote` writes it. */
export function goQuoted(text: string): string {
  let quoted = '"'
  for (const character of text) {
    const code = character.codePointAt(0) as number
    const short = shortEscapes[character]
    if (short !== undefined) quoted += short
    else if (character === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character)) quoted += character
    else if (code < 0x80) quoted += `\\x${code.toString(16).padStart(2, '0')}`
    else if (code <= 0xffff) quoted += `\\u${code.toString(16).padStart(4, '0')}`
    else quoted += `\\U${code.toString(16).padStart(8, '0')}`
  }
  return `${quoted}"`
}

const shortEscapes: { readonly [character: string]: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v'
}
