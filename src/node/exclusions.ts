import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { UsageError } from '../core/config/index.ts'
import { printable } from '../text/index.ts'
import type { FolderConfig } from './config-file.ts'
import { isInside, pathFrom } from './paths.ts'
import { readSource } from './read.ts'

/** What decides which files a search leaves out. */
export interface ExclusionChoice {
  readonly cwd: string
  readonly configOf: (folder: string) => FolderConfig
  /** Patterns of the command line, from the working directory; they hold for named files too. */
  readonly ignorePatterns?: readonly string[] | undefined
}

export interface Exclusions {
  /** Whether the command line rules the path out. */
  readonly isUnwanted: (path: string) => boolean
  /** Whether a search goes past this entry; the folders above it are taken as accepted. */
  readonly isLeftOut: (path: string, isFolder: boolean) => boolean
  /** Whether the config searches for files like this one. */
  readonly isIncluded: (path: string) => boolean
}

/**
 * The exclusions of one run: `.git`, `node_modules`, the command line, `exclude` in the nearest config, and
 * .gitignore and .jobsworthignore, where the deepest file that says anything of an entry decides, as in git.
 */
export function exclusions({ cwd, configOf, ignorePatterns = [] }: ExclusionChoice): Exclusions {
  const unwanted = layer(cwd, ignorePatterns)
  const excluded = once(({ config, folder }: FolderConfig) => layer(folder, config.exclude ?? []))
  const included = once(({ config, folder }: FolderConfig) => layer(folder, config.include ?? []))
  const filesAt = ignoreFiles(cwd)
  const isUnwanted = (path: string) => matches(unwanted, path)
  return {
    isUnwanted,
    isIncluded: (path) => {
      const found = configOf(dirname(path))
      return found.config.include === undefined || matches(included(found), path)
    },
    isLeftOut: (path, isFolder) => {
      const folder = dirname(path)
      if (isFolder && never.has(basename(path))) return true
      if (isUnwanted(path) || verdict(excluded(configOf(folder)), path, isFolder) === true) return true
      for (const patterns of filesAt(folder)) {
        const said = verdict(patterns, path, isFolder)
        if (said !== undefined) return said
      }
      return false
    }
  }
}

const never: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/** Patterns as in .gitignore and the folder they start from. */
interface Layer {
  readonly folder: string
  readonly patterns: Ignore
}

function layer(folder: string, patterns: readonly string[]): Layer {
  return { folder, patterns: ignore({ ignorecase: false }).add([...patterns]) }
}

function matches({ folder, patterns }: Layer, path: string): boolean {
  const local = pathFrom(folder, path)
  return isInside(local) && patterns.ignores(local)
}

/** What patterns say of an entry; nothing where they only repeat what they said of the folder it is in. */
function verdict({ folder, patterns }: Layer, path: string, isFolder: boolean): boolean | undefined {
  const local = pathFrom(folder, path)
  if (!isInside(local)) return undefined
  const { ignored, unignored } = patterns.test(isFolder ? `${local}/` : local)
  if (!ignored) return unignored ? false : undefined
  const parent = local.slice(0, local.lastIndexOf('/') + 1)
  return parent !== '' && patterns.test(parent).ignored ? undefined : true
}

/** The layers of ignore files that hold in a folder, the deepest first. */
function ignoreFiles(cwd: string): (folder: string) => readonly Layer[] {
  const isRepository = once(
    (folder: string): boolean => existsSync(join(folder, '.git')) || above(folder, isRepository)
  )
  const layers = once((folder: string): readonly Layer[] => {
    const isOwn = isRepository(folder) || !isInside(pathFrom(folder, cwd))
    const names = isOwn ? ['.gitignore', '.jobsworthignore'] : ['.jobsworthignore']
    const files = names.map((name) => join(folder, name)).filter((path) => existsSync(path))
    const own = files.flatMap((path) => readIgnoreFile(path, cwd))
    const outer = dirname(folder) === folder ? [] : layers(dirname(folder))
    return own.length === 0 ? outer : [layer(folder, own), ...outer]
  })
  return layers
}

function readIgnoreFile(path: string, cwd: string): string[] {
  const source = readSource(path, pathFrom(cwd, path))
  if ('message' in source) throw new UsageError(`${printable(source.file)}: ${source.message}`)
  return source.text.replace(/^\uFEFF/, '').split(/\r?\n/)
}

function above(folder: string, ask: (folder: string) => boolean): boolean {
  return dirname(folder) !== folder && ask(dirname(folder))
}

/** The same function, asked once for each argument. */
function once<Argument, Value>(compute: (argument: Argument) => Value): (argument: Argument) => Value {
  const known = new Map<Argument, Value>()
  return (argument) => {
    if (!known.has(argument)) known.set(argument, compute(argument))
    return known.get(argument) as Value
  }
}
