import { accessSync, constants, lstatSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { sync as writeAtomically } from 'write-file-atomic'
import { UsageError } from '../core/config.ts'
import { printable } from '../core/printable.ts'
import { reason } from './read.ts'

/** Writes a report where the user asked for it; missing folders above it are made, as ESLint does. */
export function writeReport(path: string, text: string, name: string): void {
  attempt(name, () => {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError(`${printable(name)} is a folder; a report needs the name of a file.`)
    }
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  })
}

/** Writes a file that must not be there yet. */
export function writeNew(path: string, text: string, name: string): void {
  attempt(name, () => writeFileSync(path, text, { flag: 'wx' }))
}

/**
 * Replaces a file by a new text in one step, with its mode and owner, or says why not: it has to be the file that
 * was read, with the text that was read, and no link to one elsewhere.
 */
export function replaceFile(path: string, from: string, to: string): string | undefined {
  try {
    if (lstatSync(path).isSymbolicLink()) return 'It is a symbolic link; fix the file that it leads to.'
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

function attempt(name: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${printable(name)} cannot be written. ${reason(error)}`)
  }
}
