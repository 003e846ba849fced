import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import type { SourceFile } from '../yaml/index.ts'
import { decodeAny } from './decode.ts'

/** Something that kept a file from being linted; it is said, and the run is not clean, but other files go on. */
export interface FileProblem {
  /** The path as it is reported. */
  readonly file: string
  readonly message: string
  /** Set where the fault is ours. */
  readonly stack?: string
}

/** The text of a file that has to be UTF-8, such as a config, at `path` and reported under `name`, or why there is none. */
export function readSource(path: string, name: string): SourceFile | FileProblem {
  return read(path, name, decode)
}

/** The text of a file that may be a manifest, whatever its encoding; or why there is none. */
export function readManifest(path: string, name: string): SourceFile | FileProblem {
  return read(path, name, decodeAny)
}

function read(
  path: string,
  name: string,
  decode: (bytes: Buffer, name: string) => SourceFile | FileProblem
): SourceFile | FileProblem {
  try {
    const stats = statSync(path)
    if (stats.size > largest) return { file: name, message: tooLarge(megabytes(stats.size)) }
    if (stats.isFile() || stats.isDirectory()) return decode(readFileSync(path), name)
    const bytes = readStream(path)
    return bytes.length > largest ? { file: name, message: tooLarge('over 50') } : decode(bytes, name)
  } catch (error) {
    return { file: name, message: reason(error) }
  }
}

/** The text in some bytes, which have to be UTF-8; a byte order mark stays, as offsets count it. */
export function decode(bytes: Buffer, name: string): SourceFile | FileProblem {
  const source = decodeAny(bytes, name)
  if (source.encoding === undefined) return source
  return { file: name, message: `It is ${source.encoding.name}; save it as UTF-8.` }
}

/** Why the system did not let us at a file or folder, in a sentence; what is no such error goes on its way. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^E[A-Z]+$/.test(code)) throw error
  return reasons[code] ?? `The system reports ${code}.`
}

const largest = 50_000_000

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied.',
  EPERM: 'The operation is not permitted.',
  EEXIST: 'It already exists.',
  ENOENT: 'It does not exist.',
  ENOTDIR: 'A part of its path is a file, not a folder.',
  EISDIR: 'It is a folder, not a file.',
  ENOSPC: 'The disk is full.',
  EROFS: 'The disk is read-only.',
  EMFILE: 'Too many files are open; raise the limit: ulimit -n 256.',
  ELOOP: 'It is a symbolic link that leads back to itself.'
}

/** What a pipe or device says, which may have no end: as much as tells whether it is too much. */
function readStream(path: string): Buffer {
  const stream = openSync(path, 'r')
  try {
    const chunks: Buffer[] = []
    for (let size = 0; size <= largest; ) {
      const chunk = Buffer.alloc(1_000_000)
      const length = readSync(stream, chunk)
      if (length === 0) break
      chunks.push(chunk.subarray(0, length))
      size += length
    }
    return Buffer.concat(chunks)
  } finally {
    closeSync(stream)
  }
}

function tooLarge(size: string): string {
  return `It is ${size} MB; files up to 50 MB are read.`
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1)
}
