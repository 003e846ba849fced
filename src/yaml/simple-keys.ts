import { Cursor } from './cursor.ts'
import * as T from './tokens.ts'

/** What may be a key on a flow level, until a colon behind it or the end of its line decides. */
interface SimpleKey {
  /** The token that waits for the decision; undefined where no key may have begun. */
  token: T.Token | undefined
  start: number
  lineStart: number
  /** Whether it stands where a key has to. */
  isRequired: boolean
  /** Whether a key may have begun at all since the bracket of this level. */
  wasThere: boolean
}

/** go-yaml's own limit, in characters. */
const longestKey = 1024

/** Finds out which scalars, aliases and brackets are keys, which only the colon behind them tells. */
export class SimpleKeys extends Cursor {
  /** One for each flow level. */
  private readonly keys: SimpleKey[] = []

  constructor(source: string, from: number, limit: number) {
    super(source, from, limit)
    this.openLevel()
  }

  /** Begins a flow level. */
  protected openLevel(): void {
    const { at: start, lineStart } = this
    this.keys[this.flowLevel] = { token: undefined, start, lineStart, isRequired: false, wasThere: false }
  }

  /** Ends a flow level. */
  protected closeLevel(): void {
    const { start, wasThere } = this.here
    this.flowLevel--
    const { token, start: before } = this.here
    // A slip of go-yaml: after brackets without a possible key, such as `[]`, it does not wait for the colon.
    if (token !== undefined && before === start && !wasThere) token.kind = T.NO_KEY
  }

  /** Queues the token of a key that may begin here. */
  protected mayBeKey(): void {
    if (!this.keyAllowed) return
    this.keyAllowed = false
    this.dropKey()
    const { at: start, lineStart } = this
    const isRequired = this.flowLevel === 0 && this.indent === start - lineStart
    const token = this.push(T.MAYBE_KEY, start, start)
    this.keys[this.flowLevel] = { token, start, lineStart, isRequired, wasThere: true }
  }

  /** Decides that what may have been a key on this flow level is none. */
  protected dropKey(): void {
    this.drop(this.here)
  }

  /** Whether a token of the queue may still become a key; else decides that it is none. */
  protected isStillUndecided(token: T.Token): boolean {
    return this.isPossible(this.keys[token.level] as SimpleKey)
  }

  /** Where the key begins that a colon here belongs to, if there is one. */
  protected startOfKey(): number | undefined {
    const key = this.here
    return this.isPossible(key) ? key.start : undefined
  }

  /** Makes what may be a key one. */
  protected takeKey(isFirst: boolean): void {
    const { token, start } = this.here
    if (token?.isTaken === false) token.kind = isFirst ? T.FIRST_KEY : T.KEY
    else {
      this.push(T.KEY, start, start)
      if (isFirst) this.push(T.BLOCK_MAPPING_START, start, start)
    }
    this.here.token = undefined
  }

  private get here(): SimpleKey {
    return this.keys[this.flowLevel] as SimpleKey
  }

  /** Whether a key still can be one: on one line, and not too long. */
  private isPossible(key: SimpleKey): boolean {
    if (key.token === undefined) return false
    const isHere = key.lineStart === this.lineStart
    if (isHere && (this.at - key.start <= longestKey || this.characters(key.start) <= longestKey)) return true
    this.drop(key)
    return false
  }

  private drop(key: SimpleKey): void {
    if (key.token === undefined) return
    if (key.isRequired) this.fail("could not find expected ':'", key.start)
    key.token.kind = T.NO_KEY
    key.token = undefined
  }

  /** How many whole characters stand between an offset and here. */
  private characters(start: number): number {
    let count = 0
    for (let at = start; at < this.at; at++) if ((this.source.charCodeAt(at) & 0xfc00) !== 0xdc00) count++
    return count
  }
}
