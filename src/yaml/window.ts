import { CR, forbidden, LF, utf8Length } from './characters.ts'
import { type Fault, jsonFault } from './fault.ts'

/** A character that go-yaml refuses, and up to where it reads before it comes upon it. */
export interface Forbidden {
  readonly fault: Fault
  /** go-yaml reads ahead in windows of 512 bytes; a fault before this offset comes first. */
  readonly noticed: number
}

/** The first forbidden character of a piece, wherever it stands: comments and quotes are no excuse. */
export function findForbidden(source: string, start: number, end: number): Forbidden | undefined {
  const found = source.slice(start, end).search(forbidden)
  if (found < 0) return undefined
  const at = start + found
  const words = 'yaml: control characters are not allowed'
  const fault = jsonFault('CONTROL_CHARACTER', words, { start: at, end: at + 1 })
  return { fault, noticed: startOfWindow(source, start, at) }
}

function startOfWindow(source: string, start: number, end: number): number {
  let window = start
  let bytes = 0
  for (let at = start; at <= end; at++) {
    const code = source.charCodeAt(at)
    const isPair = code >= 0xd800 && code < 0xdc00
    // kubectl drops the CR of a CR LF before go-yaml sees it.
    const size =
      code === CR && source.charCodeAt(at + 1) === LF ? 0 : utf8Length(source, at, at + (isPair ? 2 : 1))
    if (bytes + size > 512) {
      window = at
      bytes = 0
    }
    bytes += size
    if (isPair && size === 4) at++
  }
  return window
}
