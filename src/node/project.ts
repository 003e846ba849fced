import { dirname, resolve } from 'node:path'
import { type Settings, UsageError } from '../core/config/index.ts'
import { calendarFrom, type LintResult, type Rule } from '../core/rule/index.ts'
import { baselineFinder, hideKnown } from './baseline-of.ts'
import { configFinder, type FolderConfig } from './config-file.ts'
import { type Discovery, discover, isRuledOut, type SearchChoice } from './discover.ts'
import { type Exclusions, exclusions } from './exclusions.ts'
import { pathFrom } from './paths.ts'
import { type CommandSettings, settingsFinder } from './settings-of.ts'
import { type Survey, survey } from './survey.ts'

/** A folder, and what is chosen for all files in it. */
export interface ProjectChoice {
  /** The folder that patterns start from and paths are reported from. */
  readonly cwd: string
  readonly rules: readonly Rule[]
  /** One config for every file, in place of the nearest to each; `false` for none. */
  readonly config?: string | false | undefined
  /** Settings that win over every config. */
  readonly command?: CommandSettings | undefined
  /** A file of known findings for every file, in place of what configs name; `false` for none. */
  readonly baseline?: string | false | undefined
  /** The moment that next run times and the ends of suppressions count from, in epoch milliseconds. */
  readonly now?: number | undefined
}

/**
 * A folder as everybody sees it that lints something there: the command line, the editor, whoever explains a file.
 * Configs are read when a file is first asked about; a UsageError says what is wrong with one. Names are paths from
 * the folder, with `/`.
 */
export interface Project {
  readonly cwd: string
  readonly rules: readonly Rule[]
  /** The name under which a path is reported. */
  readonly nameOf: (path: string) => string
  readonly pathOf: (name: string) => string
  readonly configOf: (name: string) => FolderConfig
  /** What the config and the command line say of a file; the same object for all files of which they say the same. */
  readonly settingsOf: (name: string) => Settings
  readonly discover: (patterns: readonly string[], search?: SearchChoice) => Promise<Discovery>
  /** Every file of the folder that a search finds; where a config is broken, as if there were none. */
  readonly everything: () => Promise<Discovery>
  /** Whether a file that is named, not found, is still left out. */
  readonly isRuledOut: (name: string, search?: SearchChoice) => boolean
  /** What a search of the folder leaves out. */
  readonly exclusions: () => Exclusions
  /** Begins to gather what files say of each other's delivery. */
  readonly survey: () => Survey
  /** Whether a file is the config of its folder or its baseline, and so no manifest. */
  readonly isOwn: (name: string) => boolean
  /** Where the baseline of a file is, as an absolute path; undefined where it has none. */
  readonly baselineOf: (name: string) => string | undefined
  /** Marks the findings that the baselines of their files know, and says what in those has had its day. */
  readonly hideKnown: (results: readonly LintResult[]) => ReturnType<typeof hideKnown>
}

/** Opens a folder; nothing is read yet but a config that was chosen. */
export function openProject({ rules, config, command, baseline, now, ...choice }: ProjectChoice): Project {
  const cwd = resolve(choice.cwd)
  const configOfFolder = configFinder({ cwd, rules, config })
  const configured = settingsFinder(configOfFolder, rules, { cwd, command })
  const calendar = now === undefined ? undefined : calendarFrom(now)
  const known = new Map<Settings, Settings>()
  const settingsOf = (name: string) => {
    const settings = configured(name)
    const dated = known.get(settings) ?? { ...settings, ...(calendar && { calendar }) }
    known.set(settings, dated)
    return dated
  }
  const pathOf = (name: string) => resolve(cwd, name)
  const baselineOf = baselineFinder(configOfFolder, cwd, baseline)
  const isPolicy = () => {
    const { isChosen, config } = configOfFolder(cwd)
    return isChosen === true && (command?.inlineConfig ?? config.inlineConfig) === false
  }
  const searching = (search: SearchChoice) => ({
    ...search,
    cwd,
    configOf: configOfFolder,
    isPolicy: isPolicy()
  })
  return {
    cwd,
    rules,
    nameOf: (path) => pathFrom(cwd, path),
    pathOf,
    configOf: (name) => configOfFolder(dirname(pathOf(name))),
    settingsOf,
    discover: (patterns, search = {}) => discover(patterns, searching(search)),
    everything: () => discover(['.'], { cwd, configOf: forgiving(configOfFolder), errorOnUnmatched: false }),
    isRuledOut: (name, search = {}) => isRuledOut(pathOf(name), searching(search)),
    exclusions: () => exclusions(searching({})),
    isOwn: (name) => [configOfFolder(dirname(pathOf(name))).path, baselineOf(name)].includes(pathOf(name)),
    survey: () => survey(cwd),
    baselineOf,
    hideKnown: (results) => hideKnown(results, baselineOf, { cwd, rules, chosen: baseline })
  }
}

/** Who looks at one file need not be stopped by a mistake in the config of another folder. */
function forgiving(configOf: (folder: string) => FolderConfig): (folder: string) => FolderConfig {
  return (folder) => {
    try {
      return configOf(folder)
    } catch (error) {
      if (error instanceof UsageError) return { config: {}, folder }
      throw error
    }
  }
}
