import type { DeliveryMethod, TaskPattern } from '../manifest/index.ts'
import type { OptionValue, Profile, Severity } from '../rule/index.ts'
import type { Selector } from './selector.ts'

/** A rule's severity, alone or with options: `off`, `error`, `[warning, {max: 3600}]`. */
export type RuleSetting =
  | Severity
  | 'off'
  | readonly [Severity | 'off', Readonly<Record<string, OptionValue>>]

/** What users may configure: data, never code. Patterns are those of .gitignore, relative to the config file. */
export interface Config {
  readonly profile?: Profile
  /** The version of Kubernetes to judge by, or a range that all has to work on: `1.31`, `1.31-1.34`. */
  readonly kubernetes?: string
  /** When given, folders are searched for these files only. */
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly rules?: Readonly<Record<string, RuleSetting>>
  readonly delivery?: DeliveryMethod
  readonly logs?: 'external' | 'pods'
  readonly tasks?: readonly TaskPattern[]
  /** How values look that are filled in later: `@@*@@`. */
  readonly placeholders?: readonly string[]
  /** The least severe findings that make a run fail; error by default. */
  readonly failOn?: Severity
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

/** The user's mistake in a command or a config: one or more plain sentences, exit code 2, no stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
