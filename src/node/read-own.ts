import { statSync } from 'node:fs'
import type { SourceFile } from '../yaml/index.ts'
import { linksIn } from './links.ts'
import { pathFrom } from './paths.ts'
import { type FileProblem, readSource, reason } from './read.ts'

/**
 * A file that jobsworth looks for by itself: a config, an ignore file, a baseline. Since it may come with somebody
 * else's manifests, it has to be a file and lie where they do.
 */
export function readOwn(path: string, cwd: string, name = pathFrom(cwd, path)): SourceFile | FileProblem {
  if (linksIn(cwd).outside(path) !== undefined) return { file: name, message: leavesTree }
  try {
    const stats = statSync(path)
    if (!stats.isFile() && !stats.isDirectory())
      return { file: name, message: 'It is a pipe or a device, not a file.' }
  } catch (error) {
    return { file: name, message: reason(error) }
  }
  return readSource(path, name)
}

/** Why a path is neither read nor written. */
export const leavesTree =
  'A symbolic link in its path leads out of the repository, or out of the folder that is linted.'
