/** The door of the YAML reader: what kubectl makes of a text, with the place of everything in it. */
export { cut, type Piece } from './cut.ts'
export type { Fault, FaultCode } from './fault.ts'
export { keyName } from './go.ts'
export { lastAtOrBefore, type Position, positionsOf, type Range } from './lines.ts'
export { type Reading, type ReadPiece, read, readPiece } from './read.ts'
export * from './tree.ts'
export { type Json, readValue } from './value.ts'
