import { cut, type Piece } from './cut.ts'
import { type Fault, Unreadable } from './fault.ts'
import type { Range } from './lines.ts'
import { Parser } from './parser.ts'
import { Scanner } from './scanner.ts'
import type { Node } from './tree.ts'
import { type Json, readValue } from './value.ts'
import { findForbidden } from './window.ts'

/** What kubectl makes of a piece of text. */
export interface Reading {
  /** Absent where the piece is empty or not YAML; there although `fault` is, where only the value is impossible. */
  readonly tree?: Node
  /** Absent where there is a fault; null where the piece is empty. */
  readonly value?: Json
  readonly fault?: Fault
  /** Starts and ends of the comments, in order, up to the fault if there is one. */
  readonly comments: readonly number[]
  /** What kubectl drops in silence: whatever follows the first document of a piece, mostly behind `...`. */
  readonly rest?: Range
}

/** A piece and what kubectl makes of it. */
export type ReadPiece = Piece & Reading

/** Everything that kubectl reads in a text, piece by piece; kubectl itself stops at the first fault. */
export function read(text: string): ReadPiece[] {
  return cut(text).map((piece) => ({ ...piece, ...readPiece(text, piece) }))
}

/** Reads one piece of a text, as `cut` gave it. */
export function readPiece(text: string, piece: Piece): Reading {
  if (piece.json !== undefined) return readJsonPiece(piece.json)
  const reading = readYaml(text, piece)
  const { notJson } = piece
  if (notJson === undefined) return reading
  const asYaml = reading.fault ?? piece.separator
  return asYaml === undefined ? reading : { ...reading, fault: { ...notJson, asYaml } }
}

function readJsonPiece({ tree, fault }: NonNullable<Piece['json']>): Reading {
  if (tree === undefined) return { ...(fault && { fault }), comments: [] }
  return { tree, ...readValue(tree, { isJson: true }), comments: [] }
}

function readYaml(text: string, { start: afterMarker, end, marker }: Piece): Reading {
  const start = marker?.isKept ? marker.start : afterMarker
  const source = end === text.length ? withLastBreak(text) : text
  const limit = end === text.length ? source.length : end
  const scanner = new Scanner(source, start, limit)
  const { comments } = scanner
  const forbidden = findForbidden(source, start, limit)
  const isNoticed = () => forbidden !== undefined && scanner.at + 4 > forbidden.noticed
  try {
    const { tree, rest, hasAlias } = new Parser(scanner).parse()
    if (forbidden !== undefined && isNoticed()) return { fault: forbidden.fault, comments }
    const dropped = rest && { rest: within(rest, text.length) }
    if (tree === undefined) return { value: null, comments, ...dropped }
    return { tree, ...readValue(tree, { hasAlias }), comments, ...dropped }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    const fault = forbidden !== undefined && isNoticed() ? forbidden.fault : error.fault
    return { fault: { ...fault, ...within(fault, text.length) }, comments }
  }
}

/** kubectl ends the last line of a text, if it does not end itself. */
function withLastBreak(text: string): string {
  const last = text.charCodeAt(text.length - 1)
  return last === 10 ? text : last === 13 ? `${text}\r\n` : `${text}\n`
}

function within({ start, end }: Range, length: number): Range {
  return { start: Math.min(start, length), end: Math.min(end, length) }
}
