import { resolve } from 'node:path'
import { type Settings, UsageError } from '../core/config/index.ts'
import type { LintResult, Rule } from '../core/rule/index.ts'
import { baselineFinder, hideKnown } from '../node/baseline-of.ts'
import { configFinder } from '../node/config-file.ts'
import { isRuledOut } from '../node/discover.ts'
import { exclusions } from '../node/exclusions.ts'
import { pathFrom } from '../node/paths.ts'
import { settingsFinder } from '../node/settings.ts'
import { type Survey, survey } from '../node/survey.ts'
import type { SourceFile } from '../yaml/index.ts'
import type { EditorSettings } from './editor-settings.ts'
import { neighbour, neighbours } from './workspace-files.ts'

/** A folder that an editor has open, with what its files say of each other's delivery. */
export interface Workspace {
  readonly folder: string
  /** The name under which a path is reported. */
  readonly nameOf: (path: string) => string
  /**
   * What holds for a text that is open under a path; nothing where a run over the folder would leave it out. The same
   * object as long as nothing changes; a UsageError says what is wrong with a config.
   */
  readonly settingsFor: (path: string, text: string) => Settings | undefined
  /** Marks what the baseline of a file knows. */
  readonly hideKnown: (result: LintResult) => LintResult
  /** Reads every file once; until then only what lies in the folders above a file is known. */
  readonly learn: () => Promise<void>
  /** Looks again at a file that has changed on disk, and at the configs. */
  readonly changed: (path: string) => void
  /** Looks for configs again. */
  readonly forget: () => void
}

export interface WorkspaceChoice {
  readonly rules: readonly Rule[]
  readonly editor: EditorSettings
}

export function workspace(folder: string, { rules, editor }: WorkspaceChoice): Workspace {
  const files = new Map<string, SourceFile>()
  const given = new Map<string, Settings>()
  let known = new Map<string, Settings | undefined>()
  let around: Survey | undefined
  let found: ReturnType<typeof find> | undefined

  function find() {
    const configOf = configFinder({ cwd: folder, rules, config: editor.config })
    return { configOf, settingsOf: settingsFinder(configOf, rules, { cwd: folder, command: editor.command }) }
  }

  /** Made when a file is first asked about, so that a broken config is said of that file. */
  const finders = () => (found ??= find())

  function surveyed() {
    const whole = survey(folder)
    for (const file of files.values()) whole.note(file)
    return whole
  }

  function forget() {
    found = undefined
    known = new Map()
  }

  function look(path: string, text: string): Settings | undefined {
    const name = pathFrom(folder, path)
    const { configOf, settingsOf } = finders()
    if (isRuledOut(path, { cwd: folder, configOf, forceExclude: true })) return undefined
    const settings = settingsOf(name)
    around ??= surveyed()
    if (!files.has(path)) around.note({ path: name, text })
    return { ...settings, surroundings: around.surroundingsOf([name])(name) }
  }

  return {
    folder,
    nameOf: (path) => pathFrom(folder, path),
    forget,
    settingsFor: (path, text) => {
      if (known.has(path)) return known.get(path)
      const fresh = look(path, text)
      const before = given.get(path)
      const settings = fresh && before && isSame(fresh, before) ? before : fresh
      known.set(path, settings)
      if (settings !== undefined) given.set(path, settings)
      return settings
    },
    hideKnown: (result) => {
      const baselineOf = baselineFinder(finders().configOf, folder, undefined)
      return hideKnown([result], baselineOf, { cwd: folder, rules }).results[0] ?? result
    },
    learn: async () => {
      const limits = exclusions({ cwd: folder, configOf: finders().configOf })
      for await (const file of neighbours(folder, limits)) files.set(resolve(folder, file.path), file)
      around = undefined
      known = new Map()
    },
    changed: (path) => {
      forget()
      const file = isLeftOut(path) ? undefined : neighbour(path, folder)
      // Most files say nothing of others, before a change and after it: there are thousands to go through else.
      if (files.get(path)?.text !== file?.text) around = undefined
      if (file === undefined) files.delete(path)
      else files.set(path, file)
    }
  }

  /** A broken config is said where a text is open that it holds for; what it would leave out cannot be known. */
  function isLeftOut(path: string): boolean {
    try {
      return isRuledOut(path, { cwd: folder, configOf: finders().configOf, forceExclude: true })
    } catch (error) {
      if (error instanceof UsageError) return true
      throw error
    }
  }
}

/** Settings from the same config have the same list of rules; what is seen around a file comes anew each time. */
function isSame(settings: Settings, before: Settings): boolean {
  return (
    settings.rules === before.rules &&
    JSON.stringify(settings.surroundings) === JSON.stringify(before.surroundings)
  )
}
