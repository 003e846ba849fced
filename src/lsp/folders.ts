import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InitializeParams } from 'vscode-languageserver/node'
import { isInside, pathFrom } from '../node/paths.ts'
import { type Workspace, type WorkspaceChoice, workspace } from './workspace.ts'

/** The folders that an editor has open; a file outside them is alone in its own. */
export interface Folders {
  readonly all: () => readonly Workspace[]
  /** The innermost folder around a path. */
  readonly of: (path: string) => Workspace
  readonly add: (paths: readonly string[]) => void
  readonly remove: (paths: readonly string[]) => void
  /** Begins anew, as all depends on the settings of the editor. */
  readonly reset: (choice: WorkspaceChoice) => void
}

export function folders(initial: WorkspaceChoice): Folders {
  let choice = initial
  let open = new Map<string, Workspace>()
  let alone = new Map<string, Workspace>()
  return {
    all: () => [...open.values()],
    of: (path) => {
      const around = [...open.values()].filter(({ folder }) => isInside(pathFrom(folder, path)))
      const [inner] = around.sort((a, b) => b.folder.length - a.folder.length)
      if (inner !== undefined) return inner
      const folder = dirname(path)
      const found = alone.get(folder) ?? workspace(folder, choice)
      alone.set(folder, found)
      return found
    },
    add: (paths) => {
      for (const path of paths) open.set(path, workspace(path, choice))
    },
    remove: (paths) => {
      for (const path of paths) open.delete(path)
    },
    reset: (next) => {
      choice = next
      open = new Map([...open.keys()].map((path) => [path, workspace(path, choice)]))
      alone = new Map()
    }
  }
}

/** The folders that an editor says are open when it starts. */
export function rootsOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : [])
  return uris.map(pathOf).filter((path) => path !== undefined)
}

/** The path behind an address, where it is that of a file on this machine. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined
  try {
    return fileURLToPath(uri)
  } catch (error) {
    // The address names another host, or escapes a slash: no file that we could have a config for.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
