import { diffArrays } from 'diff'

/** A stretch of lines, by index, that another stretch replaces. */
export interface LineChange {
  readonly from: number
  readonly to: number
  readonly newFrom: number
  readonly newTo: number
}

/**
 * How one list of lines becomes another, in time proportional to their length: lines are compared in step, and where
 * they differ, the nearest place is looked for from which three of them agree again.
 */
export function* lineChanges(old: readonly string[], made: readonly string[]): Generator<LineChange> {
  let [at, newAt] = [0, 0]
  while (at < old.length || newAt < made.length) {
    if (at < old.length && old[at] === made[newAt]) {
      at++
      newAt++
      continue
    }
    const { skip, newSkip } = nearestAgreement(old, at, made, newAt)
    const [to, newTo] = [Math.min(at + skip, old.length), Math.min(newAt + newSkip, made.length)]
    yield* smallest(old.slice(at, to), made.slice(newAt, newTo), at, newAt)
    at = to
    newAt = newTo
  }
}

/** How far both lists are searched for a place where they agree; beyond that a stretch of this length is replaced. */
const reach = 300

/** How many lines to skip in each list, together as few as possible, so that they agree again. */
function nearestAgreement(old: readonly string[], at: number, made: readonly string[], newAt: number) {
  for (let total = 1; total <= reach; total++) {
    for (let skip = 0; skip <= total; skip++) {
      const newSkip = total - skip
      if (agree(old, at + skip, made, newAt + newSkip)) return { skip, newSkip }
    }
  }
  return { skip: reach, newSkip: reach }
}

/** Whether three lines, or all that are left, are the same in both. */
function agree(old: readonly string[], at: number, made: readonly string[], newAt: number): boolean {
  if (at > old.length || newAt > made.length) return false
  for (let index = 0; index < 3; index++) if (old[at + index] !== made[newAt + index]) return false
  return true
}

/** The same change with as few lines as possible. */
function* smallest(
  old: readonly string[],
  made: readonly string[],
  start: number,
  newStart: number
): Generator<LineChange> {
  let [from, newFrom, to, newTo] = [start, newStart, start, newStart]
  for (const { added, removed, value } of diffArrays([...old], [...made])) {
    if (added) newTo += value.length
    else if (removed) to += value.length
    else {
      if (to > from || newTo > newFrom) yield { from, to, newFrom, newTo }
      from = to += value.length
      newFrom = newTo += value.length
    }
  }
  if (to > from || newTo > newFrom) yield { from, to, newFrom, newTo }
}
