import { isUtf8 } from 'node:buffer'
import type { SourceFile } from '../yaml/index.ts'

/**
 * The text in some bytes. kubectl reads UTF-8, and UTF-16 that begins with a byte order mark; what is neither is read as
 * what it looks like, and says in its `encoding` where it goes wrong. A mark stays, as offsets count it.
 */
export function decodeAny(bytes: Buffer, path: string): SourceFile {
  const mark = bytes.subarray(0, 2).toString('latin1')
  if (mark === '\u00FF\u00FE' || mark === '\u00FE\u00FF')
    return { path, text: utf16(bytes, mark === '\u00FF\u00FE'), encoding: { name: 'UTF-16' } }
  const word = bytes.indexOf(unmarked)
  if (word >= 0) {
    const message =
      'This file is UTF-16 without a byte order mark, which kubectl takes for control characters. Save it as UTF-8.'
    return {
      path,
      text: utf16(bytes, word % 2 === 0),
      encoding: { name: 'UTF-16', fault: { message, start: 0 } }
    }
  }
  if (isUtf8(bytes)) return { path, text: bytes.toString('utf8') }
  const { start, line } = firstFault(bytes)
  const message = `Line ${line} is not UTF-8 but looks like Latin-1, which kubectl and other tools garble or refuse. Save the file as UTF-8.`
  return { path, text: bytes.toString('latin1'), encoding: { name: 'not UTF-8', fault: { message, start } } }
}

/** A word without which no manifest is one; it begins at an odd byte where the high byte of each pair comes first. */
const unmarked = Buffer.from('kind', 'utf16le')

function utf16(bytes: Buffer, isLittle: boolean): string {
  if (isLittle) return bytes.toString('utf16le')
  // A copy, since bytes are swapped in place, and only in pairs.
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
    .swap16()
    .toString('utf16le')
}

/** The first line that is not UTF-8, counted from 1, and where in it: a line feed is never part of a longer character. */
function firstFault(bytes: Buffer): { readonly start: number; readonly line: number } {
  let start = 0
  for (let line = 1; ; line++) {
    const feed = bytes.indexOf(10, start)
    const end = feed < 0 ? bytes.length : feed
    if (feed >= 0 && isUtf8(bytes.subarray(start, end))) {
      start = end + 1
      continue
    }
    const [good = ''] = bytes.toString('utf8', start, end).split('\uFFFD', 1)
    return { start: start + Buffer.byteLength(good), line }
  }
}
