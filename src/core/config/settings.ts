import ignore from 'ignore'
import { type KubernetesVersion, versionsNamed } from '../../kubernetes/api/index.ts'
import type { ParseOptions } from '../document/index.ts'
import type { Knowledge } from '../manifest/index.ts'
import type { Calendar, Profile, Rule, Severity } from '../rule/index.ts'
import { type ActiveRules, activeRules, type Layer } from './active-rules.ts'
import type { Config } from './config.ts'

/** The configuration resolved for one file. */
export interface Settings extends Knowledge, ActiveRules {
  readonly kubernetes: readonly KubernetesVersion[]
  readonly profile: Profile
  /** Every rule, whether it is on or off. */
  readonly known: readonly Rule[]
  readonly inlineConfig: boolean
  readonly respectForeignIgnores: boolean
  /** Where logs are kept; undefined where the config does not say. */
  readonly logs: 'external' | 'pods' | undefined
  /** The least severe findings that make a run fail. */
  readonly failOn: Severity
  /** From whom has a clock; without it next run times count from a fixed day. */
  readonly calendar?: Calendar
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
    logs: last('logs'),
    tasks: config.tasks ?? [],
    placeholders: config.placeholders ?? [],
    failOn: config.failOn ?? 'error',
    kubernetes: versionsNamed(last('kubernetes')),
    isLiteral: profile === 'minimal'
  }
}

/** How the text of a file is read by its settings. */
export function parseOptionsOf({
  isLiteral = false,
  recover,
  placeholders = []
}: Pick<Settings, 'isLiteral' | 'recover' | 'placeholders'>): ParseOptions {
  return isLiteral ? { recover } : { recover, placeholders }
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
