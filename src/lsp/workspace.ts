import { resolve } from 'node:path'
import { type Settings, UsageError } from '../core/config/index.ts'
import type { LintResult, Rule } from '../core/rule/index.ts'
import { pathFrom } from '../node/paths.ts'
import { openProject, type Project } from '../node/project.ts'
import type { Survey } from '../node/survey.ts'
import type { SourceFile } from '../yaml/index.ts'
import { recover } from '../yaml/tolerant/index.ts'
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
  let open: Project | undefined

  /** Opened when a file is first asked about, so that a broken config is said of that file. */
  function project() {
    open ??= openProject({ cwd: folder, rules, ...editor })
    return open
  }

  function surveyed() {
    const whole = project().survey()
    for (const file of files.values()) whole.note(file)
    return whole
  }

  function forget() {
    open = undefined
    known = new Map()
  }

  function look(path: string, text: string): Settings | undefined {
    const name = pathFrom(folder, path)
    if (project().isRuledOut(path, { forceExclude: true })) return undefined
    const settings = project().settingsOf(name)
    around ??= surveyed()
    if (!files.has(path)) around.note({ path: name, text })
    return { ...settings, recover, surroundings: around.surroundingsOf([name])(name) }
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
    hideKnown: (result) => project().hideKnown([result]).results[0] ?? result,
    learn: async () => {
      for await (const file of neighbours(folder, project().exclusions()))
        files.set(resolve(folder, file.path), file)
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
      return project().isRuledOut(path, { forceExclude: true })
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
