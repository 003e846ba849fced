import { accessSync, constants, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from '../core/config/index.ts'
import { printable } from '../text/index.ts'
import { linksIn } from './links.ts'
import { put } from './put.ts'
import { reason } from './read.ts'
import { leavesTree } from './read-own.ts'

/** How a file is named to the user, and the folder that is linted. */
export interface Named {
  readonly name: string
  readonly cwd: string
}

/**
 * Writes a file that the user asked for, whole or not at all; missing folders above it are made, as ESLint does. A link
 * that stays in the tree is followed, and a pipe or a device is written to.
 */
export function writeOver(path: string, text: string, { name, cwd }: Named): void {
  attempt(name, () => {
    const links = linksIn(cwd)
    if (links.outside(path) !== undefined)
      throw new UsageError(`${printable(name)} was not written. ${leavesTree}`)
    const old = statSync(path, { throwIfNoEntry: false })
    if (old?.isDirectory())
      throw new UsageError(`${printable(name)} is a folder; a report needs the name of a file.`)
    // What stands for an open file would still be open where another took its place.
    if ((old !== undefined && !old.isFile()) || path.startsWith('/dev/')) return writeFileSync(path, text)
    const target = links.target(path)
    mkdirSync(dirname(target), { recursive: true })
    if (old !== undefined) accessSync(target, constants.W_OK)
    try {
      put(target, text, old)
    } catch (error) {
      // In a folder of somebody else's the file itself may still be writable.
      if (!isForbidden(error)) throw error
      writeFileSync(target, text)
    }
  })
}

/** Writes a file that must not be there yet. */
export function writeNew(path: string, text: string, name: string): void {
  attempt(name, () => writeFileSync(path, text, { flag: 'wx' }))
}

/** Does what may fail for reasons of the user's system, and says then which file was not written. */
function attempt(name: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${printable(name)} cannot be written. ${reason(error)}`)
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
}
