import { accessSync, constants, lstatSync, readFileSync } from 'node:fs'
import { linksIn } from './links.ts'
import { put } from './put.ts'
import { reason } from './read.ts'
import { leavesTree } from './read-own.ts'

/** What came of a replacement: nothing to add, something to know about it, or why it was not made. */
export interface Replaced {
  readonly fault?: string
  readonly note?: string
}

/**
 * Replaces a file by a new text in one step, with its mode and owner, or says why not: it has to be the file that
 * was read, with the text that was read, and no link to one elsewhere.
 */
export function replaceFile(path: string, { from, to }: { from: string; to: string }, cwd: string): Replaced {
  try {
    const old = lstatSync(path)
    if (old.isSymbolicLink()) return { fault: 'It is a symbolic link; fix the file that it points to.' }
    if (linksIn(cwd).outside(path) !== undefined) return { fault: leavesTree }
    accessSync(path, constants.W_OK)
    if (!readFileSync(path).equals(Buffer.from(from)))
      return { fault: 'It has changed since it was read; run it again.' }
    const owner = ownerFault(old.uid)
    if (owner !== undefined) return { fault: owner }
    put(path, to, old)
    return old.nlink > 1 ? { note: 'its other names (hard links) still have the old text.' } : {}
  } catch (error) {
    return { fault: reason(error) }
  }
}

/** A new file belongs to whoever writes it, and only root can give it away. */
function ownerFault(owner: number): string | undefined {
  const own = process.geteuid?.()
  return own === undefined || own === 0 || own === owner
    ? undefined
    : 'It belongs to another user, and would belong to you; fix it as the user it belongs to.'
}
