import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import type { Path } from 'glob'
import { UsageError } from '../core/config/index.ts'
import { printable } from '../text/index.ts'
import { type ExclusionChoice, type Exclusions, exclusions } from './exclusions.ts'
import { linksIn } from './links.ts'
import { isInside, pathFrom } from './paths.ts'
import { type FileProblem, reason } from './read.ts'
import { leavesTree } from './read-own.ts'

/** What may be chosen for a search of a project. */
export type SearchChoice = Omit<Search, 'cwd' | 'configOf' | 'isPolicy'>

export interface Search extends ExclusionChoice {
  /** Leave out named files too where a search would. */
  readonly forceExclude?: boolean | undefined
  /** Whether a pattern that matches nothing is a mistake; it is unless this is `false`. */
  readonly errorOnUnmatched?: boolean | undefined
}

export interface Discovery {
  /** Paths from the working directory with `/`, in order, no file twice. */
  readonly files: readonly string[]
  /** Folders that could not be searched, and what is named and lies behind a link out of the tree. */
  readonly problems: readonly FileProblem[]
  /** What was passed by, in sentences. */
  readonly notes: readonly string[]
}

/**
 * The files that patterns name: a file as it is; a folder with every .yaml, .yml and .json file below, dot folders
 * included, folders behind symbolic links not; a glob with the files and folders it matches.
 */
export async function discover(patterns: readonly string[], search: Search): Promise<Discovery> {
  const limits = exclusions(search)
  const problems: FileProblem[] = []
  const found: string[] = []
  const unmatched: string[] = []
  const strays = new Set<string>()
  const links = linksIn(search.cwd)
  const isStray = (path: string) => {
    const isOut = links.outside(path) !== undefined
    if (isOut) problems.push({ file: pathFrom(search.cwd, path) || '.', message: leavesTree })
    return isOut
  }
  for (const pattern of patterns) {
    const path = resolve(search.cwd, pattern)
    const stats = lookUp(path)
    if (stats !== undefined && !stats.isDirectory()) {
      if (!isRuledOut(path, search, limits) && !isStray(path)) found.push(path)
      continue
    }
    if (stats === undefined && !magic.test(pattern)) {
      unmatched.push(`${quoted(pattern)} does not exist.`)
      continue
    }
    const start = stats === undefined ? splitGlob(pattern, search.cwd) : { folder: path, rest: manifests }
    if (search.forceExclude && isRuledOut(start.folder, search, limits)) continue
    if (isStray(start.folder)) continue
    const files = await walk(start, limits, (folder, message) => {
      problems.push({ file: pathFrom(search.cwd, folder) || '.', message })
    })
    const isNear = straysFrom(start.folder, search.cwd, strays)
    for (const file of files) if (isNear(file)) found.push(file)
    if (files.length === 0 && problems.length === 0) unmatched.push(nothing(pattern, stats !== undefined))
  }
  if (unmatched.length > 0 && search.errorOnUnmatched !== false) throw new UsageError(unmatched.join('\n'))
  return {
    files: distinct(found)
      .map((path) => pathFrom(search.cwd, path))
      .sort(),
    problems,
    notes: [...strayNote([...strays], search.cwd), ...(search.isPolicy ? leftOutNote(limits.leftOut()) : [])]
  }
}

/** Whether a file that is named, not found, is still left out. */
export function isRuledOut(path: string, search: Search, limits = exclusions(search)): boolean {
  const { cwd, forceExclude } = search
  if (limits.isUnwanted(path)) return true
  if (!forceExclude || path === cwd) return false
  const isFolder = lookUp(path)?.isDirectory() === true
  if (!(isFolder || limits.isIncluded(path))) return true
  const folders: string[] = []
  for (let folder = dirname(path); folder.startsWith(cwd + sep); folder = dirname(folder))
    folders.unshift(folder)
  return folders.some((folder) => limits.isLeftOut(folder, true)) || limits.isLeftOut(path, isFolder)
}

const manifests = '**/*.{yaml,yml,json}'
const isManifest = /\.(?:yaml|yml|json)$/
const magic = /[*?[\]{}()!]/

function lookUp(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENAMETOOLONG') return undefined
    throw new UsageError(`${quoted(path)}: ${reason(error)}`)
  }
}

interface Start {
  readonly folder: string
  readonly rest: string
}

/** The folder that a glob names before its first magic part is searched even where ignored, as named folders are. */
function splitGlob(pattern: string, cwd: string): Start {
  const parts = (sep === '/' ? pattern : pattern.replaceAll(sep, '/')).split('/')
  const first = parts.findIndex((part) => magic.test(part))
  const fixed = parts.slice(0, first).join('/')
  return { folder: resolve(cwd, first > 0 && fixed === '' ? '/' : fixed), rest: parts.slice(first).join('/') }
}

async function walk(
  { folder, rest }: Start,
  limits: Exclusions,
  report: (folder: string, message: string) => void
): Promise<string[]> {
  const { globSync } = await import('glob')
  // glob's ** goes through no symbolic link, not even the one it starts at.
  const real = realPath(folder)
  const pathOf = (path: string) => {
    const local = pathFrom(real, path)
    return local === '' ? folder : isInside(local) ? join(folder, local) : path
  }
  const takesAny = !rest.endsWith('*')
  const entries = globSync([rest, `${rest}/${manifests}`], {
    cwd: real,
    dot: true,
    nodir: true,
    withFileTypes: true,
    windowsPathsNoEscape: sep === '\\',
    fs: { readdirSync: reporting((path, message) => report(pathOf(path), message)) },
    ignore: {
      ignored: (entry) =>
        !(takesAny || isManifest.test(entry.name)) || isOut(entry, pathOf(entry.fullpath()), limits),
      childrenIgnored: (entry) => {
        const path = pathOf(entry.fullpath())
        return path !== folder && limits.isLeftOut(path, true)
      }
    }
  })
  return entries.map((entry) => pathOf(entry.fullpath()))
}

function isOut(entry: Path, path: string, limits: Exclusions): boolean {
  return !isFile(entry, path) || limits.isLeftOut(path, false) || !limits.isIncluded(path)
}

/** A link counts where it leads to a file; editors leave broken ones as locks, so that they are not a fault. */
function isFile(entry: Path, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile()
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true
  } catch (error) {
    reason(error)
    return false
  }
}

/** glob takes a folder it cannot read for an empty one; this one says so. */
function reporting(report: (folder: string, message: string) => void): typeof readdirSync {
  const read = (path: string, options: { withFileTypes: true }) => {
    try {
      return readdirSync(path, options)
    } catch (error) {
      const isGone =
        error instanceof Error && 'code' in error && /^(?:ENOENT|ENOTDIR)$/.test(String(error.code))
      if (!isGone) report(path, reason(error))
      throw error
    }
  }
  return read as typeof readdirSync
}

/** Each file once, under its own name rather than a link's. */
function distinct(paths: readonly string[]): string[] {
  const byFile = new Map<string, string>()
  for (const path of [...new Set(paths)].sort()) {
    const file = realPath(path)
    if (!byFile.has(file) || path === file) byFile.set(file, path)
  }
  return [...byFile.values()]
}

/** What is gone meanwhile, or a pipe such as /dev/fd/63, has no other name. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}

/** Whether a file that a search found is reached by no link that leaves the tree; what is, is put with the strays. */
function straysFrom(folder: string, cwd: string, strays: Set<string>): (path: string) => boolean {
  const isBelow = folder === cwd || isInside(pathFrom(cwd, folder))
  const links = linksIn(isBelow ? cwd : realPath(folder))
  const known = new Map<string, boolean>()
  const isOut = (path: string) => links.outside(path) !== undefined
  return (path) => {
    const above = dirname(path)
    if (!known.has(above)) known.set(above, isOut(above))
    const isStray = known.get(above) === true || (isLink(path) && isOut(path))
    if (isStray) strays.add(path)
    return !isStray
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
}

function strayNote(strays: readonly string[], cwd: string): string[] {
  const [first, ...more] = strays.map((path) => printable(pathFrom(cwd, path)))
  if (first === undefined) return []
  const rest = more.length === 0 ? '' : ` The same applies to ${more.length} more.`
  return [
    `${first} was not read: a symbolic link leads out of the repository, or of the folder that is linted.${rest}`
  ]
}

function leftOutNote({ files, folders }: ReturnType<Exclusions['leftOut']>): string[] {
  const parts = [
    ...(files > 0 ? [`${files} ${files === 1 ? 'file' : 'files'}`] : []),
    ...(folders > 0 ? [`${folders} ${folders === 1 ? 'folder' : 'folders'}`] : [])
  ]
  return parts.length === 0 ? [] : [`Left out, as the config or ignore files say: ${parts.join(' and ')}.`]
}

function nothing(pattern: string, isFolder: boolean): string {
  return isFolder
    ? `${quoted(pattern)} contains no .yaml, .yml or .json files, or all of them are ignored.`
    : `${quoted(pattern)} matches no files, or only ignored ones.`
}

function quoted(pattern: string): string {
  return `"${printable(pattern)}"`
}
