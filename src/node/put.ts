import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Writes a text beside a file and then, whole, into its place, with the mode and owner of `old`, the file that is there.
 * Fails with EPERM where the owner cannot be kept.
 */
export function put(path: string, text: string, old: Stats | undefined): void {
  const beside = join(dirname(path), `.jobsworth-${process.pid}-${randomBytes(4).toString('hex')}.tmp`)
  const file = openSync(beside, 'wx', old === undefined ? 0o666 : 0o600)
  try {
    try {
      writeFileSync(file, text)
      if (old !== undefined) keep(file, old)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

function keep(file: number, { uid, gid, mode }: Stats): void {
  if (process.platform === 'win32') return
  fchownSync(file, uid, gid)
  fchmodSync(file, mode & 0o7777)
}

/** Removes what runs that were killed left in a folder; what a run that still goes on has there stays. */
export function removeLeftovers(folder: string): void {
  for (const name of namesIn(folder)) {
    const process = /^\.jobsworth-(\d+)-[0-9a-f]{8}\.tmp$/.exec(name)?.[1]
    if (process !== undefined && !isRunning(Number(process))) rmSync(join(folder, name), { force: true })
  }
}

/** Our own number is that of an earlier process too, as in containers. */
function isRunning(number: number): boolean {
  if (number === process.pid) return false
  try {
    return process.kill(number, 0)
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
