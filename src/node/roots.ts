import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isInside, pathFrom } from './paths.ts'

export interface Root {
  readonly folder: string
  readonly isRepository: boolean
}

/** The root of the repository that a folder is in, else the working directory or, outside it, the folder itself. */
export function repositories(cwd: string): (folder: string) => Root {
  const known = new Map<string, string | undefined>()
  const find = (folder: string): string | undefined => {
    if (known.has(folder)) return known.get(folder)
    const above = dirname(folder)
    const isRoot = existsSync(join(folder, '.git'))
    const found = isRoot ? folder : above === folder ? undefined : find(above)
    known.set(folder, found)
    return found
  }
  return (folder) => {
    const repository = find(folder)
    if (repository !== undefined) return { folder: repository, isRepository: true }
    const isBelow = folder === cwd || isInside(pathFrom(cwd, folder))
    return { folder: isBelow ? cwd : folder, isRepository: false }
  }
}
