import { isUtf8 } from 'node:buffer'
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import type { SourceFile } from '../yaml/index.ts'

/** Something that kept a file from being linted; it is said, and the run is not clean, but other files go on. */
export interface FileProblem {
  /** The path as it is reported. */
  readonly file: string
  readonly message: string
  /** Set where the fault is ours. */
  readonly stack?: string
}

/** The text of the file at `path`, reported under `name`, or why there is none. */
export function readSource(path: string, name: string): SourceFile | FileProblem {
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
  if (isUtf16(bytes)) return { file: name, message: 'It is UTF-16; save it as UTF-8.' }
  if (!isUtf8(bytes))
    return { file: name, message: `Line ${faultyLine(bytes)} is not UTF-8; save the file as UTF-8.` }
  return { path: name, text: bytes.toString('utf8') }
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

function isUtf16(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString('latin1')
  return mark === '\u00FF\u00FE' || mark === '\u00FE\u00FF'
}

/** Lines can be judged one by one: a line feed is never part of a longer character. */
function faultyLine(bytes: Buffer): number {
  let start = 0
  for (let line = 1; ; line++) {
    const feed = bytes.indexOf(10, start)
    const end = feed < 0 ? bytes.length : feed
    if (feed < 0 || !isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
  }
}
