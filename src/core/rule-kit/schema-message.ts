import type { SchemaProblem } from '../../kubernetes/api/index.ts'
import { either, quoted } from '../../text/index.ts'
import { type Field, scalarAt } from '../document/index.ts'

/** What is wrong with a value that the API server cannot decode, and what to write instead. */
export function schemaMessage(problem: SchemaProblem, at: Field): string {
  const name = nameOf(problem)
  if (problem.type === 'range') return range(problem, name)
  if (problem.type === 'quantity') return quantity(String(problem.value), name)
  if (problem.type === 'time') {
    return `${name} is ${quoted(problem.value)}, but a time must look like "2026-01-31T09:00:00Z".`
  }
  return wrongType(problem, name, at)
}

function wrongType({ expected = [], allowed = [], value }: SchemaProblem, name: string, at: Field): string {
  const scalar = scalarAt(at)
  const isPlain = scalar?.style === 'plain'
  const wanted = either(expected.map((type) => nouns[type] ?? type))
  if (expected.includes('string') && isPlain && typeof value !== 'object') {
    const read = typeof value === 'boolean' ? `the boolean ${value}` : `the number ${value}`
    return `${name} must be a string, but YAML reads ${scalar.text} as ${read}; put quotes around it: "${scalar.text}".`
  }
  if (typeof value === 'string' && allowed.includes('name'))
    return `${name} must be a mapping, but this is only ${quoted(value)}; write "name: ${value}" in its place.`
  if (typeof value === 'string') return stringFor(expected, value, name, wanted)
  if (expected.includes('array')) {
    return Array.isArray(value)
      ? `${name} must be ${wanted}.`
      : `${name} must be a list, but this is ${described(value)}; write "- " before each entry.`
  }
  if (expected.includes('object'))
    return `${name} must be ${wanted}, but this is ${described(value)}; write "key: value" pairs below it.`
  if (expected.includes('boolean') && isPlain) {
    return `${name} must be true or false, but YAML reads ${scalar.text} as the number ${value}.`
  }
  return `${name} must be ${wanted}, but this is ${described(value)}.`
}

function stringFor(expected: readonly string[], value: string, name: string, wanted: string): string {
  const [first] = expected
  if (first === 'array') {
    const isCommand = /^Field (command|args)$/.test(name) && /\s/.test(value.trim())
    const list = isCommand ? `["sh", "-c", ${JSON.stringify(value)}]` : `[${JSON.stringify(value)}]`
    return `${name} must be a list, not a single string; write ${list.length < 80 ? list : '["…"]'}.`
  }
  if (first === 'object')
    return `${name} must be a mapping, not the string ${quoted(value)}; write "key: value" pairs.`
  const unquoted = first === 'integer' ? /^-?\d+$/.test(value) : /^(true|false)$/.test(value)
  if (unquoted) return `${name} must be ${wanted}, but ${quoted(value)} is a string; remove the quotes.`
  return `${name} must be ${wanted}, but this is the string ${quoted(value)}.`
}

function range({ value, minimum, maximum }: SchemaProblem, name: string): string {
  const isAbove = maximum !== undefined && Number(value) > Number(minimum) && Number(value) >= Number(maximum)
  return isAbove
    ? `${name} is ${value}, above ${maximum}, the largest value that the field can hold; the API server cannot read it.`
    : `${name} is ${value}, below ${minimum}, the smallest value that the field can hold; the API server cannot read it.`
}

function quantity(value: string, name: string): string {
  const meant = suggestedQuantity(value)
  const hint =
    meant === undefined ? 'write a number with a suffix such as m, M, Mi, G or Gi' : `write ${meant}`
  return `${name} is ${quoted(value)}, which is not a valid quantity; ${hint}.`
}

const units: Readonly<Record<string, string>> = { k: 'Ki', m: 'Mi', g: 'Gi', t: 'Ti', p: 'Pi', e: 'Ei' }

function suggestedQuantity(value: string): string | undefined {
  const [, number, letter] = /^\s*([\d.]+)\s*([kmgtpe])i?b?\s*$/i.exec(value) ?? []
  if (number === undefined || letter === undefined) return /^([\d.]+)\s*b(?:ytes)?$/i.exec(value)?.[1]
  return number + (units[letter.toLowerCase()] ?? '')
}

function nameOf({ path }: SchemaProblem): string {
  const last = path.at(-1)
  if (typeof last !== 'number') return `Field ${last ?? ''}`
  const list = path.findLast((key) => typeof key === 'string')
  return `Entry ${last + 1} of ${list}`
}

const nouns: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping'
}

function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  return typeof value === 'string' ? `the string ${quoted(value)}` : String(value)
}
