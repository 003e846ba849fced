import { lstatSync, readlinkSync } from 'node:fs'
import { join, parse, resolve, sep } from 'node:path'
import { isInside, pathFrom } from './paths.ts'
import { repositories } from './roots.ts'

/** Where paths lead, and which of them a link takes out of the tree that the link lies in. */
export interface Links {
  /** The path with every link followed; what does not exist yet is taken as it is written. */
  readonly target: (path: string) => string
  /** Where a path leads that leaves its tree; undefined for one that stays, or that crosses no link. */
  readonly outside: (path: string) => string | undefined
}

/**
 * A link's tree is the repository that it lies in, else the folder that is linted. A link in neither is the user's own,
 * such as /tmp on a Mac or /dev/stdin, and may lead anywhere.
 */
export function linksIn(folder: string): Links {
  const rootOf = repositories(folder)
  const follow = (path: string) => {
    const trees = new Set<string>()
    const { root } = parse(path)
    let waiting = path.slice(root.length).split(sep)
    let [at, left] = [root, mostLinks]
    while (waiting.length > 0) {
      const [name = '', ...rest] = waiting
      const next = join(at, name)
      const to = left > 0 ? linkAt(next) : undefined
      waiting = rest
      if (to === undefined) at = next
      else {
        const { folder: tree, isRepository } = rootOf(at)
        if (isRepository || tree === folder) trees.add(tree)
        const whole = resolve(at, to)
        waiting = [...whole.slice(parse(whole).root.length).split(sep), ...rest]
        at = parse(whole).root
        left--
      }
    }
    return { at, trees }
  }
  return {
    target: (path) => follow(path).at,
    outside: (path) => {
      const { at, trees } = follow(path)
      return [...trees].every((tree) => at === tree || isInside(pathFrom(tree, at))) ? undefined : at
    }
  }
}

/** As many as Linux follows. */
const mostLinks = 40

function linkAt(path: string): string | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined
  } catch {
    return undefined
  }
}
