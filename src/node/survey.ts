import { lstatSync, readdirSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import {
  chainsawNames,
  isNumbered,
  isTestFile,
  type Kustomization,
  kustomizationNames,
  type PlacedApplication,
  readApplications,
  readKustomization,
  type Surroundings,
  surroundingsIn
} from '../core/manifest/index.ts'
import { folderOf } from '../text/index.ts'
import type { SourceFile } from '../yaml/index.ts'
import { pathFrom } from './paths.ts'
import { readSource } from './read.ts'
import { repositories } from './roots.ts'

export interface Survey {
  /** Takes note of a file of the run: whether it is a kustomization, a Chart.yaml, or deploys a folder. */
  readonly note: (source: SourceFile) => void
  /** What surrounds the files, once all were noted; kustomizations and charts above them are looked up. */
  readonly surroundingsOf: (names: readonly string[]) => (name: string) => Surroundings
}

/**
 * Gathers what the files of a run say of each other's delivery. What is not part of the run is read only in folders
 * above a file, up to its repository's root or the working directory, never through a symbolic link.
 */
export function survey(cwd: string): Survey {
  const kustomizations = new Map<string, Kustomization | undefined>()
  const applications: PlacedApplication[] = []
  const charts = new Map<string, string>()
  const folders = new Set<string>()
  const tests = new Map<string, string>()
  const rootOf = repositories(cwd)

  const note = (source: SourceFile) => {
    const path = resolve(cwd, source.path)
    const folder = dirname(path)
    for (let place = keyOf(folder); !folders.has(place); place = folderOf(place)) folders.add(place)
    const name = basename(path)
    if (isTestFile(name) && !tests.has(keyOf(folder))) tests.set(keyOf(folder), source.path)
    if (name === 'Chart.yaml') charts.set(keyOf(folder), source.path)
    if (kustomizationNames.includes(name)) {
      if (kustomizations.get(folder) === undefined)
        kustomizations.set(folder, readKustomization(source, keyOf(path)))
      return
    }
    for (const application of readApplications(source)) {
      const { folder: root, isRepository } = rootOf(folder)
      const place = { path: source.path, folder: keyOf(folder), root: keyOf(root), isRepository }
      applications.push({ ...application, ...place })
    }
  }

  const lookUp = (folder: string, visited: Set<string>) => {
    const top = rootOf(folder).folder
    for (let place = folder; !visited.has(place); place = dirname(place)) {
      visited.add(place)
      const others = ['Chart.yaml', ...chainsawNames]
      const names = kustomizations.has(place) ? others : [...kustomizationNames, ...others]
      for (const path of names.map((name) => join(place, name)).filter(isPlainFile)) {
        const source = readSource(path, pathFrom(cwd, path))
        if ('text' in source) note(source)
      }
      if (place === top) break
    }
  }

  const lookBeside = (folder: string) => {
    const found = tests.has(keyOf(folder)) ? undefined : namesIn(folder).find(isTestFile)
    if (found !== undefined) tests.set(keyOf(folder), pathFrom(cwd, join(folder, found)))
  }

  return {
    note,
    surroundingsOf: (names) => {
      const visited = new Set<string>()
      const paths = names.map((name) => resolve(cwd, name))
      for (const path of paths) lookUp(dirname(path), visited)
      for (const folder of new Set(
        paths.filter((path) => isNumbered(basename(path))).map((path) => dirname(path))
      ))
        lookBeside(folder)
      const found = [...kustomizations.values()].filter((kustomization) => kustomization !== undefined)
      const ask = surroundingsIn({ kustomizations: found, applications, charts, folders, tests })
      return (name) => ask(keyOf(resolve(cwd, name)))
    }
  }
}

/** A path as the landscape has it: from the root of the file system, with `/` on every system. */
function keyOf(path: string): string {
  return (sep === '/' ? path : path.replaceAll(sep, '/')).replace(/^\/+/, '')
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isPlainFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true
  } catch {
    return false
  }
}
