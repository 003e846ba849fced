import type { SchemaError } from '../../../schemas/config.validate.js'
import { didYouMean, quoted } from '../../text/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { Field } from '../document/index.ts'
import { severities } from '../rule/index.ts'
import type { JsonSchema } from './config-schema.ts'

/** One plain sentence for one disagreement between a config, here at a field, and its schema. */
export function configFault({ keyword, params }: SchemaError, at: Field, schema: JsonSchema): string {
  if (keyword === 'additionalProperties') return unknownKey(at.path, schema)
  const subject = `${quoted(at.path.join('.'))} is ${described(at.value)}`
  if (keyword === 'enum') return `${subject}${expected(at.value, params.allowedValues)}`
  if (keyword === 'type') return `${subject}; expected ${typeName(params.type)}.`
  if (keyword === 'minimum') return `${subject}; expected at least ${params.limit}.`
  if (keyword === 'required') return `${quoted(at.path.join('.'))} has no ${quoted(params.missingProperty)}.`
  if (keyword === 'minItems' || keyword === 'maxItems') {
    return `${subject}; expected a severity, or a severity and its options as in [warning, {max: 3600}].`
  }
  return `${subject}, which the config's schema does not allow (${keyword}).`
}

function unknownKey(path: Path, schema: JsonSchema): string {
  const name = String(path.at(-1))
  const known = Object.keys(schemaAt(schema, path.slice(0, -1))?.properties ?? {}).filter(
    (key) => key !== '$schema'
  )
  const isRule = path.at(-2) === 'rules'
  const owner = optionOwner(path)
  const noun = isRule ? 'rule' : owner === undefined ? 'key' : 'option'
  const start = `Unknown ${noun} ${quoted(name)}${owner === undefined ? '' : ` of ${owner}`}`
  const guess = didYouMean(name, known) || otherName(name, known)
  if (guess !== '') return start + guess
  if (isRule) return `${start}; \`jobsworth rules\` lists them all.`
  return known.length === 0
    ? `${start}; it takes no options.`
    : `${start}; ${noun === 'key' ? 'valid keys are' : 'valid options are'} ${known.join(', ')}.`
}

/** A key under the name that it has in other tools, or in a longer or shorter form: `kubernetesVersion`, `ignores`. */
function otherName(name: string, known: readonly string[]): string {
  const letters = name.replace(/[-_]/g, '').toLowerCase()
  const key =
    known.find(
      (key) => key.length > 4 && (letters.startsWith(key.toLowerCase()) || key.toLowerCase() === letters)
    ) ?? known.find((key) => otherNames[key]?.includes(letters))
  return key === undefined ? '' : `; did you mean ${quoted(key)}?`
}

const otherNames: Readonly<Record<string, readonly string[]>> = {
  kubernetes: ['k8s', 'k8sversion', 'kubeversion'],
  exclude: ['ignore', 'ignores', 'ignored', 'ignorepatterns', 'excludepaths', 'skip'],
  include: ['files', 'paths'],
  profile: ['extends', 'preset', 'level'],
  failOn: ['failureseverity', 'failurethreshold']
}

/** The rule whose options a path leads into: `rules`, an id, `1`, an option. */
function optionOwner(path: Path): string | undefined {
  return path.at(-2) === 1 && path.at(-4) === 'rules' ? String(path.at(-3)) : undefined
}

function expected(value: unknown, allowed: unknown): string {
  const words = Array.isArray(allowed) ? allowed.filter((word) => typeof word === 'string') : []
  const shown = words.includes('warn') ? [...severities, 'off'] : words
  const guess = typeof value === 'string' ? didYouMean(value, shown) : ''
  return guess === '' ? `; expected ${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}.` : guess
}

function described(value: unknown): string {
  if (value === undefined || value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a mapping' : typeof value === 'string' ? quoted(value) : String(value)
}

function typeName(type: unknown): string {
  const [first] = Array.isArray(type) ? type : [type]
  return types[String(first)] ?? String(first)
}

const types: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  object: 'a mapping',
  string: 'a string'
}

/** The schema that governs the value at `path`. */
function schemaAt(root: JsonSchema, path: Path): JsonSchema | undefined {
  let found: JsonSchema | undefined = root
  for (const key of path) {
    const { properties, items, then } = resolved(root, found)
    const entries = items ?? then?.items
    found = typeof key === 'string' ? properties?.[key] : Array.isArray(entries) ? entries[key] : entries
  }
  return found && resolved(root, found)
}

function resolved(root: JsonSchema, schema: JsonSchema | undefined): JsonSchema {
  const reference = schema?.$ref ?? schema?.allOf?.[0]?.$ref
  return (reference ? root.definitions?.[reference.replace('#/definitions/', '')] : schema) ?? {}
}
