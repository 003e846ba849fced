import type { Scalar, ScalarNode } from './tree.ts'

/**
 * What a plain scalar is to Kubernetes: the rules of its YAML library (go-yaml 2), a mix of YAML 1.1 and 1.2
 * in which `yes`, `on` and `n` are booleans, `0755` is octal and dates stay strings.
 */
export function resolvePlain(text: string): Scalar {
  const first = text.charCodeAt(0)
  if (words.has(text)) return words.get(text) as Scalar
  const isNumberStart = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46
  return isNumberStart ? (number(text) ?? text) : text
}

/** What an explicitly tagged scalar is; a tag of someone's own leaves it a string. */
export function resolveTagged(tag: string, text: string): Scalar {
  const name = tag.replace('tag:yaml.org,2002:', '!!')
  if (name === '!!str' || name === '!!binary' || name === '!') return text
  if (name === '!!float') return number(text) ?? text
  return name.startsWith('!!') ? resolvePlain(text) : text
}

/** A block scalar as Kubernetes reads it: without a last line break where the text, of which `rest` is left, has none. */
export function endAsWritten(written: string, style: ScalarNode['style'], rest: string): string {
  const isCutShort = style === 'block' && !rest.includes('\n') && written.endsWith('\n')
  return isCutShort ? written.slice(0, -1) : written
}

const words: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...spelled(['y', 'Y', ...cases('yes'), ...cases('true'), ...cases('on')], true),
  ...spelled(['n', 'N', ...cases('no'), ...cases('false'), ...cases('off')], false),
  ...spelled(['', '~', ...cases('null')], null),
  ...spelled(['.nan', '.NaN', '.NAN'], Number.NaN),
  ...spelled([...cases('.inf'), ...cases('+.inf')], Number.POSITIVE_INFINITY),
  ...spelled(cases('-.inf'), Number.NEGATIVE_INFINITY)
])

function spelled(texts: readonly string[], value: Scalar): [string, Scalar][] {
  return texts.map((text) => [text, value])
}

function cases(word: string): string[] {
  const capital = word.replace(/[a-z]/, (letter) => letter.toUpperCase())
  return [word, capital, word.toUpperCase()]
}

const integer = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/

function number(written: string): number | undefined {
  const text = written.replaceAll('_', '')
  if (integer.test(text)) {
    const value = integerValue(text)
    if (value !== undefined) return value
  }
  const value = float.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

function integerValue(text: string): number | undefined {
  const negative = text.startsWith('-')
  const digits = text.replace(/^[-+]/, '')
  const value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits)
  const fits = negative ? value <= 2 ** 63 : value < 2 ** 64
  return fits ? (negative ? -value : value) : undefined
}
