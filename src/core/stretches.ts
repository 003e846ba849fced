import type { Range } from '../yaml/index.ts'

/** Stretches of a text none of which lies over another, in order; an empty one lies over nothing that it only touches. */
export class Stretches {
  readonly #all: Range[] = []

  /** Whether one of them lies under another stretch. */
  lieUnder({ start, end }: Range): boolean {
    const at = this.#after(start)
    const [before, behind] = [this.#all[at - 1], this.#all[at]]
    return (
      (before !== undefined && before.start < end && start < before.end) ||
      (behind !== undefined && behind.start < end && start < behind.end)
    )
  }

  /** Adds one that lies over none of them. */
  add({ start, end }: Range): void {
    const at = this.#after(start)
    this.#all.splice(at, 0, { start, end })
  }

  /** The index behind those that end at `offset` or before it, and those that begin before it. */
  #after(offset: number): number {
    let [low, high] = [0, this.#all.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const { start, end } = this.#all[middle] as Range
      if (start < offset || (start === offset && end === offset)) low = middle + 1
      else high = middle
    }
    return low
  }
}
