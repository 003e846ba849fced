import { type Finding, isActive } from '../rule/index.ts'
import { type Identity, identityOf, isNamed } from './identity.ts'

/** Findings that are known: how many of one identity in one file. */
export interface Known extends Identity {
  /** A path from the baseline's own folder, with `/`. */
  readonly file: string
  readonly count: number
}

/** A finding, and its file as the baseline calls it. */
export interface Placed {
  readonly file: string
  readonly finding: Finding
}

export interface Match {
  readonly hidden: ReadonlySet<Finding>
  /** What hid something, under the files of today. */
  readonly used: readonly Known[]
  /** What hid nothing. */
  readonly unused: readonly Known[]
}

/** The active findings, counted. */
export function countKnown(found: Iterable<Placed>): Known[] {
  const tally = new Tally(sameFile)
  for (const entry of active(found)) tally.add(entry, 1)
  return tally.all()
}

/**
 * Finds what is known among the active findings: in the same file first; then what files that are gone have left over,
 * wherever it turned up, since nothing is new in a file that was only moved.
 */
export function matchBaseline(
  known: readonly Known[],
  found: Iterable<Placed>,
  isGone: (file: string) => boolean
): Match {
  const hidden = new Set<Finding>()
  const used = new Tally(sameFile)
  const inPlace = tallied(known, sameFile)
  const others = active(found).filter((entry) => {
    if (inPlace.take(entry) === undefined) return true
    hidden.add(entry.finding)
    used.add(entry, 1)
    return false
  })
  const left = inPlace.all()
  const moved = tallied(
    left.filter(({ file }) => isGone(file)),
    anywhere
  )
  for (const entry of others) {
    if (moved.take(entry) === undefined) continue
    hidden.add(entry.finding)
    used.add(entry, 1)
  }
  return { hidden, used: used.all(), unused: [...left.filter(({ file }) => !isGone(file)), ...moved.all()] }
}

/** What a run can say of a file: whether it is no longer there, and whether every rule had its say about it. */
export interface Reach {
  readonly isGone: (file: string) => boolean
  readonly isJudged: (file: string) => boolean
}

/** The entries without those that hide nothing any more, in as far as the run can tell; never one more. */
export function prune(known: readonly Known[], found: Iterable<Placed>, reach: Reach): Known[] {
  const { used, unused } = matchBaseline(known, found, reach.isGone)
  return tallied([...used, ...unused.filter((entry) => !isStale(entry, reach))], sameFile).all()
}

/** The entries of a new baseline: what was found, and what the old one has for files that the run skipped. */
export function renew(known: readonly Known[], found: readonly Placed[], reach: Reach): Known[] {
  const kept = known.filter((entry) => !isStale(entry, reach))
  return [...countKnown(found.filter(({ file }) => reach.isJudged(file))), ...kept]
}

/** Whether an entry that hides nothing can go. */
export function isStale({ file }: Known, { isGone, isJudged }: Reach): boolean {
  return isJudged(file) || isGone(file)
}

/** How many findings some entries count. */
export function total(known: readonly Known[]): number {
  return known.reduce((sum, { count }) => sum + count, 0)
}

type Place = Omit<Known, 'count'>

function active(found: Iterable<Placed>): (Place & Placed)[] {
  return [...found]
    .filter(({ finding }) => isActive(finding))
    .map((placed) => ({ ...placed, ...identityOf(placed.finding) }))
}

function sameFile({ file, resource, ruleAndField }: Place): string {
  return JSON.stringify([file, resource, ruleAndField])
}

/** What has no name is the same only where at least the file has kept its own. */
function anywhere(place: Place): string {
  return sameFile({ ...place, file: isNamed(place) ? '' : place.file.slice(place.file.lastIndexOf('/') + 1) })
}

function tallied(known: readonly Known[], keyOf: (place: Place) => string): Tally {
  const tally = new Tally(keyOf)
  for (const entry of known) tally.add(entry, entry.count)
  return tally
}

/** Counts entries that have the same key. */
class Tally {
  readonly #entries = new Map<string, Known[]>()
  readonly #keyOf: (place: Place) => string

  constructor(keyOf: (place: Place) => string) {
    this.#keyOf = keyOf
  }

  add({ file, resource, ruleAndField }: Place, count: number): void {
    const key = this.#keyOf({ file, resource, ruleAndField })
    const alike = this.#entries.get(key) ?? []
    const same = alike.findIndex((entry) => entry.file === file)
    const before = alike[same]?.count ?? 0
    alike.splice(same < 0 ? alike.length : same, 1, { file, resource, ruleAndField, count: before + count })
    this.#entries.set(key, alike)
  }

  /** Takes one of a kind away; undefined where none is left. */
  take(place: Place): Known | undefined {
    const alike = this.#entries.get(this.#keyOf(place))
    const last = alike?.pop()
    if (last !== undefined && last.count > 1) alike?.push({ ...last, count: last.count - 1 })
    return last
  }

  all(): Known[] {
    return [...this.#entries.values()].flat()
  }
}
