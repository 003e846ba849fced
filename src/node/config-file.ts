import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Config, readConfig, UsageError } from '../core/config/index.ts'
import type { Rule } from '../core/rule/index.ts'
import type { SourceFile } from '../yaml/index.ts'
import { linksIn } from './links.ts'
import { isInside, pathFrom } from './paths.ts'
import { type FileProblem, readSource } from './read.ts'
import { leavesTree, readOwn } from './read-own.ts'

/** The names under which a config is found; one of them a folder. */
export const configNames: readonly string[] = ['jobsworth', '.jobsworth'].flatMap((name) =>
  ['yaml', 'yml', 'json'].map((extension) => `${name}.${extension}`)
)

/** A config and the folder its patterns start from. */
export interface FolderConfig {
  readonly config: Config
  readonly folder: string
  /** Where it was read; absent where there is none. */
  readonly path?: string
  /** Whether the user chose it, and no file of the manifests' folders has a say. */
  readonly isChosen?: true
}

export interface ConfigChoice {
  readonly cwd: string
  readonly rules: readonly Rule[]
  /** A config for every file; `false` for no config at all. */
  readonly config?: string | false | undefined
}

/**
 * Finds the config of the files in a folder: the nearest upwards, or the one that was chosen. It answers at once,
 * since folders are pruned by it while they are walked.
 */
export function configFinder({ cwd, rules, config }: ConfigChoice): (folder: string) => FolderConfig {
  if (config === false) return always({ config: {}, folder: cwd, isChosen: true })
  if (config !== undefined) return chosen(resolve(cwd, config), { cwd, rules })
  const known = new Map<string, FolderConfig>()
  const find = (folder: string): FolderConfig => {
    const found = known.get(folder) ?? own(folder, { cwd, rules }) ?? above(folder)
    known.set(folder, found)
    return found
  }
  const above = (folder: string) =>
    dirname(folder) === folder ? { config: {}, folder: cwd } : find(dirname(folder))
  return find
}

/**
 * The patterns of a config that was chosen start from its folder, as those of any; for files that lie outside of that,
 * which it could not name at all, from the working directory.
 */
function chosen(path: string, { cwd, rules }: ConfigChoice): (folder: string) => FolderConfig {
  const own = { ...load(path, readChosen(path, cwd), rules), isChosen: true as const }
  const elsewhere = { ...own, folder: cwd }
  return (folder) => (folder === own.folder || isInside(pathFrom(own.folder, folder)) ? own : elsewhere)
}

function always<Value>(value: Value): () => Value {
  return () => value
}

function own(folder: string, { cwd, rules }: ConfigChoice): FolderConfig | undefined {
  const [name, second] = configNames.filter((name) => existsSync(join(folder, name)))
  if (name === undefined) return undefined
  const path = join(folder, name)
  if (second === undefined) return load(path, readOwn(path, cwd), rules)
  const place = pathFrom(cwd, folder) || 'This folder'
  throw new UsageError(`${place} has two configs, ${name} and ${second}; keep one.`)
}

/** What the user names may be a pipe, as in `--config <(…)`. */
function readChosen(path: string, cwd: string): SourceFile | FileProblem {
  const name = pathFrom(cwd, path)
  return linksIn(cwd).outside(path) === undefined
    ? readSource(path, name)
    : { file: name, message: leavesTree }
}

function load(path: string, source: SourceFile | FileProblem, rules: readonly Rule[]): FolderConfig {
  if ('message' in source) throw new UsageError(`The config ${source.file}: ${source.message}`)
  return { config: readConfig(source, rules), folder: dirname(path), path }
}
