import { existsSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import type { Io } from './io.ts'

/**
 * The folder that a forge's paths start from: the repository around `cwd`. In a workflow of GitHub or a pipeline of
 * GitLab that is the outermost in the folder that was checked out, so that a submodule is part of it.
 */
export function repositoryRoot({ cwd, env }: Pick<Io, 'cwd' | 'env'>): string {
  const folders = foldersUp(cwd)
  const isRepository = (folder: string) => existsSync(join(folder, '.git'))
  const checkedOut = [env.GITHUB_WORKSPACE, env.CI_PROJECT_DIR].map((folder) => folder && plain(folder))
  const workspace = folders.find((folder) => checkedOut.includes(folder))
  if (workspace === undefined) return folders.find(isRepository) ?? cwd
  return folders.slice(0, folders.indexOf(workspace) + 1).findLast(isRepository) ?? workspace
}

function foldersUp(folder: string): string[] {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...foldersUp(above)]
}

/** `/builds/shop/../shop/` is `/builds/shop`. */
function plain(folder: string): string {
  const path = join(folder, '.')
  return path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path
}
