import { resolvePlain } from './scalar.ts'
import type { Json, ScalarNode } from './tree.ts'

/** Where the short way has come to in a text, and what it leaves behind. */
export interface ShortWay {
  readonly text: string
  readonly limit: number
  at: number
  /** Where the last node ended: what is absent stands there. */
  end: number
  /** The value of the brackets that were read last. */
  value: Json
  /** Starts and ends. */
  readonly comments: number[]
}

/**
 * The source of an expression for a scalar on one line: plain, in which `: ` and ` #` do not stand nor the characters
 * `excluded`, or in quotes without escapes. Each part of it can match in one way only.
 */
export function scalarForm(excluded: string): string {
  const word = `[^ :\\t\\n${excluded}]`
  const plain = `(?:[^\\s\\-?:,[\\]{}#&*!|>'"%@\`]|-(?=[\\w-]))${word}*(?:(?: +(?=${word})(?!#)|:+(?=${word}))${word}*)*`
  return `(${plain}|"[^"\\\\\\n]*"|'[^'\\n]*(?:''[^'\\n]*)*')`
}

/** The source of an expression for a key and the colon behind it. */
export const keyForm = `([\\w.$/][\\w./-]{0,200}|"[^"\\\\\\n]{0,200}"|'[^'\\n]{0,200}')`

/** The node of a scalar as `scalarForm` finds it; undefined where JSON lacks its value. */
export function shortScalar(start: number, written: string): ScalarNode | undefined {
  const end = start + written.length
  const first = written.charCodeAt(0)
  if (first === 34) {
    const text = written.slice(1, -1)
    return { type: 'scalar', start, end, style: 'double', text, value: text, tag: undefined }
  }
  if (first === 39) {
    const text = written.slice(1, -1).replaceAll("''", "'")
    return { type: 'scalar', start, end, style: 'single', text, value: text, tag: undefined }
  }
  const value = resolvePlain(written)
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined
  return { type: 'scalar', start, end, style: 'plain', text: written, value, tag: undefined }
}

/** The node of a key as `keyForm` finds it; undefined where it is not simply its own name. */
export function shortKey(start: number, written: string): ScalarNode | undefined {
  const node = shortScalar(start, written)
  return typeof node?.value !== 'string' || node.value === '__proto__' ? undefined : node
}

/** What is not written after all. */
export function absent(at: number): ScalarNode {
  return { type: 'scalar', start: at, end: at, style: 'plain', text: '', value: null, tag: undefined }
}
