import { rules } from '../rules/index.ts'
import { type FixOptions, type FixResult, fix as fixWith } from './core/apply-fixes.ts'
import { type Config, readConfig, type Settings, settingsFor, UsageError } from './core/config/index.ts'
import { lint as lintWith } from './core/lint.ts'
import { calendarFrom, type LintResult, type Rule } from './core/rule/index.ts'
import { explain as page } from './report/explain.ts'
import { didYouMean, quoted } from './text/index.ts'
import type { SourceFile } from './yaml/index.ts'

/** The text of manifests, alone or with the path that they are reported under and that overrides go by. */
export type Source = string | SourceFile

/** Lints manifests by all rules; a UsageError says what is wrong with the config. Settings are taken as they are. */
export function lint(source: Source, config: Config | Settings = {}): LintResult {
  const file = fileOf(source)
  return lintWith(file, settingsOf(file, config)).result
}

/** Makes the fixes that are safe, with `unsafe` also those that guess; linting comes first and last. */
export function fix(source: Source, config: Config | Settings = {}, options: FixOptions = {}): FixResult {
  const file = fileOf(source)
  return fixWith(file, settingsOf(file, config), options)
}

/** The page of a rule in Markdown. */
export function explain(rule: string | Rule): string {
  if (typeof rule !== 'string') return page(rule)
  const found = rules.find(({ id }) => id === rule)
  if (found !== undefined) return page(found)
  const ids = rules.map(({ id }) => id)
  throw new UsageError(`Unknown rule ${quoted(rule)}${didYouMean(rule, ids) || '.'}`)
}

function fileOf(source: Source): SourceFile {
  return typeof source === 'string' ? { path: '<text>', text: source } : source
}

function settingsOf({ path }: SourceFile, config: Config | Settings): Settings {
  if (isSettings(config)) return config
  return { ...settingsFor(path, checked(config), rules), calendar: calendarFrom(Date.now()) }
}

function isSettings(config: Config | Settings): config is Settings {
  return Array.isArray(config.rules)
}

/** A config from code is held to what one from a file is, but its mistakes have no lines. */
function checked(config: Config): Config {
  try {
    return readConfig({ path: 'config', text: JSON.stringify(config) }, rules)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    throw new UsageError(error.message.replace(/^config:\d+:\d+: /gm, ''))
  }
}
