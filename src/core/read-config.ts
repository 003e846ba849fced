import { type SchemaError, validate } from '../../schemas/config.validate.js'
import { versionsNamed } from '../kubernetes/version.ts'
import { type Config, type RuleSetting, UsageError } from './config.ts'
import { configFault } from './config-fault.ts'
import { configSchema } from './config-schema.ts'
import { Field } from './field.ts'
import { locate, scalarAt } from './locate.ts'
import { type ManifestDocument, parseData } from './parse.ts'
import { either, printable, quoted } from './printable.ts'
import { isDay } from './reason.ts'
import type { Rule } from './rule.ts'
import { selectorKeys } from './selector.ts'
import { positionsOf, type SourceFile } from './source.ts'
import { isMerge, keyName, type Node, type Path } from './tree.ts'

/** The config in a text; a UsageError names every mistake by file, line and column. */
export function readConfig(file: SourceFile, rules: readonly Rule[]): Config {
  const document = parseData(file)
  const position = positionsOf(file.text)
  const fail = (faults: readonly Fault[]): never => {
    const lines = [...faults]
      .sort((a, b) => a.start - b.start)
      .map(({ start, message }) => {
        const { line, column } = position(start)
        return `${printable(file.path)}:${line}:${column}: ${message}`
      })
    throw new UsageError([...new Set(lines)].join('\n'))
  }
  return document === undefined ? {} : checked(document, rules, fail)
}

/** Rule settings as the command line takes them: `ttl-required: error`, `ttl-range: [warning, {max: 3600}]`. */
export function readRuleSetting(text: string, rules: readonly Rule[]): Readonly<Record<string, RuleSetting>> {
  const fail = (faults: readonly Fault[]): never => {
    throw new UsageError(faults.map(({ message }) => `--rule ${quoted(text)}: ${message}`).join('\n'))
  }
  const indented = text.replaceAll(/^/gm, '  ')
  const document = parseData({ path: '--rule', text: `rules:\n${indented}\n` })
  return document === undefined ? {} : (checked(document, rules, fail).rules ?? {})
}

export interface Fault {
  readonly start: number
  readonly message: string
}

function checked(
  document: ManifestDocument,
  rules: readonly Rule[],
  fail: (faults: readonly Fault[]) => never
): Config {
  const { fault, tree, value, range } = document
  if (fault !== undefined)
    return fail([{ start: fault.start, message: `Not YAML: ${sentence(fault.message)}` }])
  if (tree === undefined || value === undefined) {
    return fail([
      { start: range.start, message: 'A config is a mapping of keys such as "profile" and "rules".' }
    ])
  }
  const root = new Field(document, [], value)
  const errors = validate(value) ? [] : (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if')
  const schema = configSchema(rules)
  const version = root.at('kubernetes')
  const faults = [
    ...repeatedKeys(tree),
    ...errors.map((error) => faultOf(root, error, schema)),
    ...versionFaults(version),
    ...overrideFaults(root.at('overrides'))
  ]
  if (faults.length > 0) return fail(faults)
  const config = canonical(value as unknown as Config)
  return version.exists ? { ...config, kubernetes: scalarAt(version)?.text ?? '' } : config
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
      yield fault(override, `${name} has none of ${either(['files', ...selectorKeys].map(quoted))}.`)
    }
    for (const [key, field] of override.entries()) {
      if (isSelecting && ofFiles.includes(key)) {
        yield fault(
          field,
          `${quoted(key)} holds for whole files; write it in an override with "files" alone.`
        )
      }
      for (const [id, rule] of isSelecting && key === 'rules' ? field.entries() : []) {
        if (!aboutSuppressions.includes(id)) continue
        yield fault(rule, `${quoted(id)} holds for whole files; write it in an override with "files" alone.`)
      }
      if (!isSelecting && (key === 'reason' || key === 'until')) {
        yield fault(
          field,
          `${quoted(key)} goes with ${either(selectorKeys.map(quoted))}; write kinds: ["*"] for all resources.`
        )
      }
      if (key === 'until' && typeof field.value === 'string' && !isDay(field.value)) {
        yield {
          start: locate(field).start,
          message: `${quoted(field.path.join('.'))} is ${quoted(field.value)}; expected a day such as 2027-01-31.`
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

function canonical(config: Config): Config {
  const { $schema: _, ...rest } = config as Config & { $schema?: string }
  return {
    ...rest,
    ...(config.rules && { rules: canonicalRules(config.rules) }),
    ...(config.overrides && {
      overrides: config.overrides.map((override) =>
        override.rules ? { ...override, rules: canonicalRules(override.rules) } : override
      )
    })
  }
}

/** `off` is a boolean in the YAML that Kubernetes reads, and `warn` is what ESLint calls a warning. */
function canonicalRules(rules: Readonly<Record<string, unknown>>): Record<string, RuleSetting> {
  const word = (severity: unknown) =>
    severity === false ? 'off' : severity === 'warn' ? 'warning' : severity
  const setting = (written: unknown) =>
    Array.isArray(written) ? [word(written[0]), written[1] ?? {}] : word(written)
  return Object.fromEntries(
    Object.entries(rules).map(([id, written]) => [id, setting(written) as RuleSetting])
  )
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
