import { basename, dirname, resolve } from 'node:path'
import { type Config, matchesAny, type Override, type Settings, settingsFor } from '../core/config/index.ts'
import type { Rule } from '../core/rule/index.ts'
import type { FolderConfig } from './config-file.ts'
import { isInside, pathFrom } from './paths.ts'

/** What a command line may set for the whole run; it wins over configs and their overrides. */
export type CommandSettings = Omit<Override, 'files'>

/** Resolves the settings of a file; files with the same config and overrides share theirs. */
export function settingsFinder(
  configOf: (folder: string) => FolderConfig,
  rules: readonly Rule[],
  { cwd, command = {} }: { readonly cwd: string; readonly command?: CommandSettings | undefined }
): (name: string) => Settings {
  const known = new Map<Config, Map<string, Settings>>()
  return (name) => {
    const path = resolve(cwd, name)
    const { config, folder } = configOf(dirname(path))
    const local = pathFrom(folder, path)
    const overrides = isInside(local) ? matching(config.overrides ?? [], local) : []
    const key = overrides.map((override) => config.overrides?.indexOf(override)).join()
    const siblings = known.get(config) ?? new Map<string, Settings>()
    known.set(config, siblings)
    const found =
      siblings.get(key) ??
      settingsFor(basename(path), { ...config, overrides: everywhere([...overrides, command]) }, rules)
    siblings.set(key, found)
    return found
  }
}

function matching(overrides: readonly Override[], path: string): Override[] {
  return overrides.filter(({ files = ['*'] }) => matchesAny(files, path))
}

function everywhere(overrides: readonly CommandSettings[]): Override[] {
  return overrides.map((override) => ({ ...override, files: ['*'] }))
}
