import type { Fault } from './fault.ts'
import type { Range } from './positions.ts'
import type { Json, Node } from './tree.ts'

/** What kubectl makes of a piece of text. */
export interface PieceReading {
  /** Undefined where the piece is empty or not YAML; there although `fault` is, where only the value is impossible. */
  readonly tree: Node | undefined
  /** Undefined where there is a fault; null where the piece is empty. */
  readonly value: Json | undefined
  readonly fault: Fault | undefined
  /** Starts and ends of the comments, in order, up to the fault if there is one. */
  readonly comments: readonly number[]
  /** What kubectl drops in silence: whatever follows the first document of a piece, mostly behind `...`. */
  readonly rest: Range | undefined
}
