import { accessSync, constants, lstatSync, readFileSync } from 'node:fs'
import { sync as writeAtomically } from 'write-file-atomic'
import { reason } from './read.ts'
import { attempt } from './write-file.ts'

/**
 * Replaces a file by a new text in one step, with its mode and owner, or says why not: it has to be the file that
 * was read, with the text that was read, and no link to one elsewhere.
 */
export function replaceFile(path: string, from: string, to: string): string | undefined {
  try {
    if (lstatSync(path).isSymbolicLink()) return 'It is a symbolic link; fix the file that it points to.'
    accessSync(path, constants.W_OK)
    if (!readFileSync(path).equals(Buffer.from(from)))
      return 'It has changed since it was read; run it again.'
    writeAtomically(path, to)
    return undefined
  } catch (error) {
    return reason(error)
  }
}

/** Writes a file of ours in one step, over the one that may be there. */
export function writeOver(path: string, text: string, name: string): void {
  attempt(name, () => writeAtomically(path, text))
}
