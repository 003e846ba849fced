import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from '../core/config/index.ts'
import { printable } from '../text/index.ts'
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

/** Does what may fail for reasons of the user's system, and says then which file was not written. */
export function attempt(name: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${printable(name)} cannot be written. ${reason(error)}`)
  }
}
