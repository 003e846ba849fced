import ignore from 'ignore'
import type { KubernetesVersion } from '../../kubernetes/api/schema.ts'
import { versionsNamed } from '../../kubernetes/api/versions.ts'
import type { DeliveryMethod } from '../manifest/delivery.ts'
import type { Knowledge, Resource } from '../manifest/resource.ts'
import type { TaskPattern } from '../manifest/task-of.ts'
import type { Calendar } from '../rule/calendar.ts'
import type { OptionValue, Profile, Rule, Severity } from '../rule/rule.ts'
import { type ActiveRule, activeRules, type Layer } from './active-rules.ts'
import type { Selector } from './selector.ts'

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
  /** Whether comments and annotations may suppress findings; they may by default. */
  readonly inlineConfig?: boolean
  /** Whether the ignore annotations of other linters count for the rules that correspond. */
  readonly respectForeignIgnores?: boolean
  readonly overrides?: readonly Override[]
  /** The file of known findings, relative to the config file. */
  readonly baseline?: string
}

/** Settings for some files or some resources in them; later overrides win over earlier ones. */
export interface Override extends Selector {
  /** Every file, where it is not given. */
  readonly files?: readonly string[]
  /** Why the findings of some resources do not count, and the last day on which they do not. */
  readonly reason?: string
  readonly until?: string
  readonly kubernetes?: string
  readonly profile?: Profile
  readonly rules?: Readonly<Record<string, RuleSetting>>
  readonly delivery?: DeliveryMethod
  readonly logs?: 'external' | 'pods'
  readonly inlineConfig?: boolean
}

/** The configuration resolved for one file. */
export interface Settings extends Knowledge {
  readonly kubernetes: readonly KubernetesVersion[]
  readonly profile: Profile
  readonly rules: readonly ActiveRule[]
  /** What `rules` are for one resource, where overrides choose among resources. */
  readonly rulesFor?: (resource: Resource) => readonly ActiveRule[]
  /** Every rule, whether it is on or off. */
  readonly known: readonly Rule[]
  readonly inlineConfig: boolean
  readonly respectForeignIgnores: boolean
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
  const overrides = (config.overrides ?? []).filter(({ files = everyFile }) => matchesAny(files, path))
  const layers: Layer[] = [config, ...overrides]
  const last = <Key extends 'profile' | 'delivery' | 'logs' | 'kubernetes' | 'inlineConfig'>(key: Key) =>
    layers.findLast((layer) => layer[key] !== undefined)?.[key]
  const profile = last('profile') ?? 'recommended'
  return {
    profile,
    ...activeRules(rules, profile, layers),
    known: rules,
    inlineConfig: last('inlineConfig') ?? true,
    respectForeignIgnores: config.respectForeignIgnores ?? false,
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

const everyFile = ['*']
