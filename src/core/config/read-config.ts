import { printable, quoted } from '../../text/index.ts'
import { positionsOf, type SourceFile } from '../../yaml/index.ts'
import { explainFault, Field, type ManifestDocument, parseData, scalarAt } from '../document/index.ts'
import type { Rule } from '../rule/index.ts'
import { type Config, type RuleSetting, UsageError } from './config.ts'
import { type ConfigFault, configFaults } from './config-check.ts'
import { configSchema } from './config-schema.ts'

/** The config in a text; a UsageError names every mistake by file, line and column. */
export function readConfig(file: SourceFile, rules: readonly Rule[]): Config {
  const document = parseData(file)
  const position = positionsOf(file.text)
  const fail = (faults: readonly ConfigFault[]): never => {
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
  const fail = (faults: readonly ConfigFault[]): never => {
    throw new UsageError(faults.map(({ message }) => `--rule ${quoted(text)}: ${message}`).join('\n'))
  }
  const [, id = '', rest = ''] = /^([A-Za-z][\w-]*)([\s\S]*)$/.exec(text.trim()) ?? []
  const severity = rest.replace(/^[\s:=]+/, '')
  if (id !== '' && !/^:\s/.test(rest) && /^[A-Za-z]*$/.test(severity)) {
    const written = `${id}: ${severity || 'error'}`
    throw new UsageError(
      `--rule ${quoted(text)}: expected a rule and its severity; write ${quoted(written)}.`
    )
  }
  const indented = text.replaceAll(/^/gm, '  ')
  const document = parseData({ path: '--rule', text: `rules:\n${indented}\n` })
  return document === undefined ? {} : (checked(document, rules, fail).rules ?? {})
}

function checked(
  document: ManifestDocument,
  rules: readonly Rule[],
  fail: (faults: readonly ConfigFault[]) => never
): Config {
  const { tree, value, range } = document
  const fault = explainFault(document)
  if (fault !== undefined) return fail([{ start: fault.start, message: fault.message }])
  if (tree === undefined || value === undefined) {
    return fail([
      { start: range.start, message: 'A config must be a mapping with keys such as "profile" and "rules".' }
    ])
  }
  const root = new Field(document, [], value)
  const faults = configFaults(root, tree, configSchema(rules))
  if (faults.length > 0) return fail(faults)
  const config = canonical(value as unknown as Config)
  const version = root.at('kubernetes')
  return version.exists ? { ...config, kubernetes: scalarAt(version)?.text ?? '' } : config
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
