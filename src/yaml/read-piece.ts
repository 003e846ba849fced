import { cut, type Piece } from './cut.ts'
import { type Fault, Unreadable } from './fault.ts'
import { type Parsed, Parser } from './parser.ts'
import type { PieceReading } from './piece-reading.ts'
import type { Range } from './positions.ts'
import { Scanner } from './scanner.ts'
import { readShort } from './short.ts'
import type { Node } from './tree.ts'
import { readValue, type ValueOptions } from './value.ts'
import { findForbidden } from './window.ts'

/** A piece and what kubectl makes of it. */
export interface ReadPiece extends PieceReading {
  readonly piece: Piece
}

/** Everything that kubectl reads in a text, piece by piece; kubectl itself stops at the first fault. */
export function read(text: string): ReadPiece[] {
  return cut(text).map((piece) => {
    const { tree, value, fault, comments, rest } = readPiece(text, piece)
    return { piece, tree, value, fault, comments, rest }
  })
}

/** Reads one piece of a text, as `cut` gave it. */
export function readPiece(text: string, piece: Piece): PieceReading {
  if (piece.json !== undefined) return readJsonPiece(piece.json)
  const reading = readYaml(text, piece)
  const { notJson } = piece
  if (notJson === undefined) return reading
  const asYaml = reading.fault ?? piece.separator
  return asYaml === undefined ? reading : { ...reading, fault: { ...notJson, asYaml } }
}

function readJsonPiece({ tree, fault }: NonNullable<Piece['json']>): PieceReading {
  if (tree === undefined) return faulty(fault, [])
  return withValue(tree, { isJson: true, hasAlias: false }, [], undefined)
}

function readYaml(text: string, piece: Piece): PieceReading {
  const { end, marker } = piece
  const start = marker?.isKept ? marker.start : piece.start
  const source = end === text.length ? withLastBreak(text) : text
  const limit = end === text.length ? source.length : end
  if (!marker?.isKept || source.startsWith('---\n', start)) {
    const short = readShort(source, piece.start, limit)
    if (short !== undefined && (short.tree !== undefined || start === piece.start)) return short
  }
  return readFaithfully(source, start, limit, text.length)
}

/** Reads from `start` to `limit`; what was added to the text behind its `length` is no place. */
export function readFaithfully(source: string, start: number, limit: number, length: number): PieceReading {
  const scanner = new Scanner(source, start, limit)
  const { comments } = scanner
  const forbidden = findForbidden(source, start, limit)
  let parsed: Parsed | undefined
  let fault: Fault | undefined
  try {
    parsed = new Parser(scanner).parse()
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    fault = { ...error.fault, ...within(error.fault, length) }
  }
  if (forbidden !== undefined && scanner.at + 4 > forbidden.noticed) return faulty(forbidden.fault, comments)
  if (parsed === undefined) return faulty(fault, comments)
  const { tree, rest, hasAlias } = parsed
  const dropped = rest && within(rest, length)
  if (tree === undefined) return { tree, value: null, fault, comments, rest: dropped }
  return withValue(tree, { hasAlias }, comments, dropped)
}

function withValue(
  tree: Node,
  options: ValueOptions,
  comments: number[],
  rest: Range | undefined
): PieceReading {
  const read = readValue(tree, options)
  if ('fault' in read) return { tree, value: undefined, fault: read.fault, comments, rest }
  return { tree, value: read.value, fault: undefined, comments, rest }
}

function faulty(fault: Fault | undefined, comments: number[]): PieceReading {
  return { tree: undefined, value: undefined, fault, comments, rest: undefined }
}

/** kubectl ends the last line of a text, if it does not end itself. */
function withLastBreak(text: string): string {
  const last = text.charCodeAt(text.length - 1)
  return last === 10 ? text : last === 13 ? `${text}\r\n` : `${text}\n`
}

function within({ start, end }: Range, length: number): Range {
  return { start: Math.min(start, length), end: Math.min(end, length) }
}
