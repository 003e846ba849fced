import ignore from 'ignore'
import type { KubernetesVersion } from '../kubernetes/schema.ts'
import { versionsNamed } from '../kubernetes/version.ts'
import type { Calendar } from './calendar.ts'
import type { Knowledge } from './classify.ts'
import type { DeliveryMethod } from './delivery.ts'
import {
  defaultOptions,
  type OptionValue,
  type Profile,
  type Rule,
  type Severity,
  severityIn
} from './rule.ts'
import type { TaskPattern } from './task.ts'

/** A rule's severity, alone or with options: `off`, `error`, `[warning, {max: 3600}]`. */
export type RuleSetting =
  | Severity
  | 'off'
  | readonly [Severity | 'off', Readonly<Record<string, OptionValue>>]

/** What users may configure: data, never code. Patterns are those of .gitignore, relative to the config file. */
export interface Config {
  readonly profile?: Profile
  /** The version of Kubernetes to judge by, or a range that all has to work on: `1.31`, `1.29-1.36`. */
  readonly kubernetes?: string
  /** When given, folders are searched for these files only. */
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly rules?: Readonly<Record<string, RuleSetting>>
  readonly delivery?: DeliveryMethod
  readonly logs?: 'external' | 'pods'
  readonly tasks?: readonly TaskPattern[]
  readonly overrides?: readonly Override[]
  /** The file of known findings, relative to the config file. */
  readonly baseline?: string
}

/** Settings for some files; later overrides win over earlier ones. */
export interface Override {
  readonly files: readonly string[]
  readonly kubernetes?: string
  readonly profile?: Profile
  readonly rules?: Readonly<Record<string, RuleSetting>>
  readonly delivery?: DeliveryMethod
  readonly logs?: 'external' | 'pods'
}

/** A rule that is on, with all its options filled in. */
export interface ActiveRule {
  readonly rule: Rule
  readonly severity: Severity
  readonly options: Readonly<Record<string, OptionValue>>
}

/** The configuration resolved for one file. */
export interface Settings extends Knowledge {
  readonly kubernetes: readonly KubernetesVersion[]
  readonly profile: Profile
  readonly rules: readonly ActiveRule[]
  readonly logs: 'external' | 'pods'
  /** From whom has a clock; without it next run times count from a fixed day. */
  readonly calendar?: Calendar
}

/** The user's mistake in a command or a config: one or more plain sentences, exit code 2, no stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The settings for the file at `path`, which is relative to the folder that the config's patterns start from. */
export function settingsFor(path: string, config: Config, rules: readonly Rule[]): Settings {
  const layers = [config, ...(config.overrides ?? []).filter(({ files }) => matchesAny(files, path))]
  const last = <Key extends 'profile' | 'delivery' | 'logs' | 'kubernetes'>(key: Key) =>
    layers.findLast((layer) => layer[key])?.[key]
  const profile = last('profile') ?? 'recommended'
  const active = rules.map((rule) => activate(rule, profile, layers))
  return {
    profile,
    rules: active.filter((found) => found !== undefined),
    delivery: last('delivery'),
    logs: last('logs') ?? 'pods',
    tasks: config.tasks ?? [],
    kubernetes: versionsNamed(last('kubernetes')),
    isLiteral: profile === 'minimal'
  }
}

/** Whether a path relative to the patterns' folder matches one of them; nothing outside that folder does. */
export function matchesAny(patterns: readonly string[], path: string): boolean {
  return (
    ignore.isPathValid(path) &&
    ignore({ ignorecase: false })
      .add([...patterns])
      .ignores(path)
  )
}

function activate(
  rule: Rule,
  profile: Profile,
  layers: readonly Pick<Config, 'rules'>[]
): ActiveRule | undefined {
  let severity = severityIn(rule, profile)
  let options = defaultOptions(rule)
  for (const { rules } of layers) {
    const setting = rules?.[rule.id]
    if (setting === undefined) continue
    severity = typeof setting === 'string' ? setting : setting[0]
    if (typeof setting !== 'string') options = { ...options, ...setting[1] }
  }
  return severity === 'off' ? undefined : { rule, severity, options }
}
