import { type SchemaError, validate } from '../../../schemas/config.validate.js'
import { versionsNamed } from '../../kubernetes/api/index.ts'
import { either, quoted } from '../../text/index.ts'
import { isMerge, keyName, type Node, type Path } from '../../yaml/index.ts'
import { type Field, locate, scalarAt } from '../document/index.ts'
import { configFault } from './config-fault.ts'
import type { configSchema } from './config-schema.ts'
import { isDay } from './reason.ts'
import { selectorKeys } from './selector.ts'

/** A mistake in a config, and where it is. */
export interface Fault {
  readonly start: number
  readonly message: string
}

/** All that is wrong with what a config says. */
export function configFaults(root: Field, tree: Node, schema: ReturnType<typeof configSchema>): Fault[] {
  const isValid = validate(root.value)
  const errors = isValid ? [] : (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if')
  return [
    ...repeatedKeys(tree),
    ...errors.map((error) => faultOf(root, error, schema)),
    ...versionFaults(root.at('kubernetes')),
    ...overrideFaults(root.at('overrides'))
  ]
}

/** A version is taken as it is written: YAML reads 1.30 as the number 1.3. */
function versionFaults(version: Field): Fault[] {
  if (!version.exists) return []
  try {
    versionsNamed(scalarAt(version)?.text)
    return []
  } catch (error) {
    if (error instanceof RangeError) return [{ start: locate(version).start, message: error.message }]
    throw error
  }
}

/** What a schema could say only in words that nobody understands. */
function* overrideFaults(overrides: Field): Generator<Fault> {
  for (const override of overrides.items()) {
    const has = (key: string) => override.at(key).exists
    const name = quoted(override.path.join('.'))
    const fault = (at: Field, message: string) => ({ start: locate(at.key).start, message })
    const isSelecting = selectorKeys.some(has)
    if (!isSelecting && !has('files')) {
      yield fault(override, `${name} needs ${either(['files', ...selectorKeys].map(quoted))}.`)
    }
    for (const [key, field] of override.entries()) {
      if (isSelecting && ofFiles.includes(key)) {
        yield fault(
          field,
          `${quoted(key)} applies to whole files; write it in an override with only "files".`
        )
      }
      for (const [id, rule] of isSelecting && key === 'rules' ? field.entries() : []) {
        if (!aboutSuppressions.includes(id)) continue
        yield fault(rule, `${quoted(id)} applies to whole files; write it in an override with only "files".`)
      }
      if (!isSelecting && (key === 'reason' || key === 'until')) {
        yield fault(
          field,
          `${quoted(key)} needs ${either(selectorKeys.map(quoted))}; write kinds: ["*"] for all resources.`
        )
      }
      if (key === 'until' && typeof field.value === 'string' && !isDay(field.value)) {
        yield {
          start: locate(field).start,
          message: `${quoted(field.path.join('.'))} is ${quoted(field.value)}; expected a date such as 2027-01-31.`
        }
      }
    }
  }
}

const ofFiles: readonly string[] = ['profile', 'delivery', 'logs', 'kubernetes', 'inlineConfig']
const aboutSuppressions: readonly string[] = ['disable-directive', 'unused-disable-directive']

function faultOf(root: Field, error: SchemaError, schema: ReturnType<typeof configSchema>): Fault {
  const path = pathOf(error.instancePath, root)
  const unknown = error.params.additionalProperty
  const at = typeof unknown === 'string' ? root.at(...path, unknown).key : root.at(...path)
  return { start: locate(at).start, message: configFault(error, at, schema) }
}

/** The keys of a JSON pointer; what is a number in a list is a word in a mapping. */
function pathOf(pointer: string, root: Field): Path {
  const keys: (string | number)[] = []
  for (const part of pointer.split('/').slice(1)) {
    const isList = Array.isArray(root.at(...keys).value)
    keys.push(isList ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~'))
  }
  return keys
}

/** Kubernetes lets the last of equal keys win; in a config the others would be settings that silently do nothing. */
export function* repeatedKeys(node: Node): Generator<Fault> {
  if (node.type === 'sequence') for (const item of node.items) yield* repeatedKeys(item)
  if (node.type !== 'mapping') return
  const seen = new Set<string>()
  for (const pair of node.pairs) {
    const name = keyName(pair.key)
    if (name !== undefined && !isMerge(pair)) {
      if (seen.has(name))
        yield { start: pair.key.start, message: `The key ${quoted(name)} is written twice.` }
      seen.add(name)
    }
    yield* repeatedKeys(pair.value)
  }
}
