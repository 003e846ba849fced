import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { UsageError } from '../core/config/index.ts'
import { printable } from '../text/index.ts'
import type { FolderConfig } from './config-file.ts'
import { linksIn } from './links.ts'
import { isInside, pathFrom } from './paths.ts'
import { readOwn } from './read-own.ts'
import { trackedFrom } from './tracked.ts'

/** What decides which files a search leaves out. */
export interface ExclusionChoice {
  readonly cwd: string
  readonly configOf: (folder: string) => FolderConfig
  /** Patterns of the command line, from the working directory; they hold for named files too. */
  readonly ignorePatterns?: readonly string[] | undefined
  /** Whether nothing that comes with the manifests may leave out what git tracks. */
  readonly isPolicy?: boolean | undefined
}

export interface Exclusions {
  /** Whether the command line rules the path out. */
  readonly isUnwanted: (path: string) => boolean
  /** Whether a search goes past this entry; the folders above it are taken as accepted. */
  readonly isLeftOut: (path: string, isFolder: boolean) => boolean
  /** Whether the config searches for files like this one. */
  readonly isIncluded: (path: string) => boolean
  /** How many files and folders were left out so far. */
  readonly leftOut: () => { readonly files: number; readonly folders: number }
}

/**
 * The exclusions of one run: `.git`, `node_modules`, the command line, `exclude` in the nearest config, and
 * .gitignore and .jobsworthignore, where the deepest file that says anything of an entry decides, as in git. As in git,
 * too, .gitignore says nothing of a file that is tracked. A folder is asked about before what is in it.
 */
export function exclusions({ cwd, configOf, ignorePatterns = [], isPolicy }: ExclusionChoice): Exclusions {
  const unwanted = layer(cwd, ignorePatterns)
  const excluded = once(({ config, folder }: FolderConfig) => layer(folder, config.exclude ?? []))
  const included = once(({ config, folder }: FolderConfig) => layer(folder, config.include ?? []))
  const { all, own } = ignoreFiles(cwd)
  const isTracked = trackedFrom(cwd)
  /** Folders that are ignored, and only searched for the files in them that are tracked. */
  const opened = new Set<string>()
  const out = { files: new Set<string>(), folders: new Set<string>() }
  const isUnwanted = (path: string) => matches(unwanted, path)
  const isExcluded = (path: string, isFolder: boolean) =>
    isUnwanted(path) || verdict(excluded(configOf(dirname(path))), path, isFolder) === true
  const isIgnored = (path: string, isFolder: boolean) => {
    const folder = dirname(path)
    const isNever = isFolder && basename(path) === 'node_modules'
    if (!isNever && !opened.has(folder) && !decided(all(folder), path, isFolder)) return false
    const isKept = isTracked(path) ?? (isPolicy === true && !isNever)
    if (!isKept || (!isPolicy && (isNever || decided(own(folder), path, isFolder)))) return true
    if (isFolder) opened.add(path)
    return false
  }
  return {
    isUnwanted,
    isIncluded: (path) => {
      const found = configOf(dirname(path))
      return found.config.include === undefined || matches(included(found), path)
    },
    isLeftOut: (path, isFolder) => {
      if (isFolder && basename(path) === '.git') return true
      const isOut = isExcluded(path, isFolder) || isIgnored(path, isFolder)
      if (isOut) out[isFolder ? 'folders' : 'files'].add(path)
      return isOut
    },
    leftOut: () => ({ files: out.files.size, folders: out.folders.size })
  }
}

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

/** Whether the deepest layer that says anything of an entry ignores it. */
function decided(layers: readonly Layer[], path: string, isFolder: boolean): boolean {
  for (const patterns of layers) {
    const said = verdict(patterns, path, isFolder)
    if (said !== undefined) return said
  }
  return false
}

type Layers = (folder: string) => readonly Layer[]

/** The layers of ignore files that hold in a folder, the deepest first: all of them, and those of .jobsworthignore alone. */
function ignoreFiles(cwd: string): { readonly all: Layers; readonly own: Layers } {
  const isRepository = once(
    (folder: string): boolean => existsSync(join(folder, '.git')) || above(folder, isRepository)
  )
  const read = once((path: string) => (existsSync(path) ? readIgnoreFile(path, cwd) : []))
  const layersOf = (namesIn: (folder: string) => readonly string[]): Layers => {
    const layers = once((folder: string): readonly Layer[] => {
      const lines = namesIn(folder).flatMap((name) => read(join(folder, name)))
      const outer = dirname(folder) === folder ? [] : layers(dirname(folder))
      return lines.length === 0 ? outer : [layer(folder, lines), ...outer]
    })
    return layers
  }
  const isOfGit = (folder: string) => isRepository(folder) || !isInside(pathFrom(folder, cwd))
  return {
    all: layersOf((folder) => (isOfGit(folder) ? ['.gitignore', ownName] : [ownName])),
    own: layersOf(() => [ownName])
  }
}

const ownName = '.jobsworthignore'

function readIgnoreFile(path: string, cwd: string): string[] {
  // Git follows no link here either.
  if (basename(path) !== ownName && linksIn(cwd).outside(path) !== undefined) return []
  const source = readOwn(path, cwd)
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
