import { realpathSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { type Hunk, readDiff } from '../core/baseline/index.ts'
import { UsageError } from '../core/config/index.ts'
import { quoted } from '../text/index.ts'
import { type Git, type GitFault, gitIn } from './git.ts'
import { isInside, pathFrom } from './paths.ts'

/** What differs between a revision's merge base with HEAD and the working tree, untracked files included. */
export interface Changes {
  /** Whether a file, by its path from the working directory, differs; one that git knows nothing of counts as new. */
  readonly isChanged: (name: string) => boolean
  /** The stretches of a changed file that differ; `all` where it is new. */
  readonly hunksOf: (name: string) => readonly Hunk[] | 'all'
}

/** Asks git what changed; a UsageError says why it has no answer, and what would give it one. */
export function changesSince(revision: string, cwd: string): Changes {
  const git = gitIn(cwd)
  const root = rootOf(git, cwd)
  const base = mergeBase(git, revision)
  const rooted = gitIn(root)
  const tracked = new Set(
    names(rooted('diff', ...plain, '--name-only', '-z', '--no-renames', '--diff-filter=d', base, '--'))
  )
  const untracked = new Set(names(rooted('ls-files', '--others', '--exclude-standard', '-z')))
  let diff: ReadonlyMap<string, readonly Hunk[]> | undefined

  // A link is as changed as the file behind it.
  const start = real(cwd)
  const pathsOf = (name: string) =>
    [resolve(start, name), real(resolve(cwd, name))].map((path) => pathFrom(root, path))
  const isListed = (path: string) => tracked.has(path) || untracked.has(path)
  return {
    isChanged: (name) => pathsOf(name).some((path) => !isInside(path) || withFolders(path).some(isListed)),
    hunksOf: (name) => {
      diff ??= readDiff(said(rooted('diff', ...plain, '--text', '-U0', '-M', ...prefixes, base, '--')))
      const path = pathsOf(name).find((path) => tracked.has(path))
      // Where only the name or the mode is new, there are no hunks.
      return path === undefined ? 'all' : (diff.get(path) ?? [])
    }
  }
}

const plain = ['--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules=dirty']
const prefixes = ['--src-prefix=a/', '--dst-prefix=b/']

function rootOf(git: Git, cwd: string): string {
  const found = git('rev-parse', '--show-cdup', '--git-dir')
  if (typeof found !== 'string')
    throw new UsageError(
      `--since asks git what changed, but git finds no repository here: ${found.message} Leave out --since to lint everything.`
    )
  const start = real(cwd)
  const up = found.slice(0, found.indexOf('\n'))
  const folder = found.slice(up.length + 1).replace(/\n$/, '')
  // Older versions of git take a committed folder with the files of a repository for one, and its config for the user's.
  if (`${start}${sep}`.startsWith(`${real(resolve(start, folder))}${sep}`))
    throw new UsageError(
      '--since asks git what changed, but this folder is itself what git keeps of a repository. Leave out --since to lint everything.'
    )
  return resolve(start, up)
}

function mergeBase(git: Git, revision: string): string {
  // git would take the first for an option; the others name more than one commit.
  const isOne = !/^[-^]|\.\.|^$/.test(revision)
  const commit = isOne ? git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`) : undefined
  if (typeof commit !== 'string') throw new UsageError(unknown(revision))
  const base = git('merge-base', commit.trim(), 'HEAD')
  if (typeof base === 'string') return base.trim()
  throw new UsageError(unrelated(git, revision, base))
}

function unknown(revision: string): string {
  return (
    `--since is ${quoted(revision)}, which is not a commit that git knows here. ` +
    'Name a branch, tag or commit; in CI, fetch it first (git fetch origin BRANCH, or fetch-depth: 0 of actions/checkout).'
  )
}

function unrelated(git: Git, revision: string, { message }: GitFault): string {
  const start = `${quoted(revision)} and HEAD have no commit in common here`
  if (message !== '') return `${start}: ${message}`
  const shallow = git('rev-parse', '--is-shallow-repository')
  return shallow === 'true\n'
    ? `${start}, because the history is truncated. Fetch more of it: git fetch --unshallow, or fetch-depth: 0 of actions/checkout.`
    : `${start}. Name a revision that HEAD descends from.`
}

function said(answer: string | GitFault): string {
  if (typeof answer === 'string') return answer
  throw new UsageError(`git cannot determine what changed: ${answer.message}`)
}

function names(answer: string | GitFault): string[] {
  return said(answer)
    .split('\0')
    .map((name) => name.replace(/\/$/, ''))
    .filter((name) => name !== '')
}

/** A path and the folders above it: another repository inside this one is listed as a folder. */
function withFolders(path: string): string[] {
  const parts = path.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

function real(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}
