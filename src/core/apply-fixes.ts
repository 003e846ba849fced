import type { Json, Path, SourceFile } from '../yaml/index.ts'
import type { Settings } from './config/index.ts'
import { type ManifestDocument, parse } from './document/index.ts'
import { areApart, type Change, changed, edited, isSame } from './fix/index.ts'
import { type Linted, lint } from './lint.ts'
import { type Finding, type FindingFix, isActive, type LintResult } from './rule/index.ts'
import { Stretches } from './stretches.ts'

export interface FixOptions {
  /** Whether fixes that guess are made too. */
  readonly unsafe?: boolean | undefined
}

/** A file with its findings fixed, as far as they can be. */
export interface FixResult {
  readonly text: string
  /** What linting says of the text as it is now, and what it said at first. */
  readonly result: LintResult
  readonly before: LintResult
  /** The findings that were fixed, with places in the text of their round. */
  readonly applied: readonly Finding[]
  /** The findings whose fix is not made, and why. */
  readonly dropped: readonly { readonly finding: Finding; readonly reason: string }[]
}

/**
 * Makes the fixes of a file's findings, round after round until nothing is left to fix, ten rounds at most. A fix
 * after which the document would not have the value that was meant is not made.
 */
export function fix(file: SourceFile, settings: Settings, { unsafe = false }: FixOptions = {}): FixResult {
  const applied: Finding[] = []
  let text = file.text
  let before: LintResult | undefined
  let linted: Linted | undefined
  for (let round = 1; ; round++) {
    linted = lint({ ...file, text }, settings, linted)
    const { result } = linted
    before ??= result
    const wanted = result.findings.filter((finding) => isActive(finding) && isWanted(finding, unsafe))
    const made = fixable(wanted).length > 0 && round <= mostRounds ? oneRound(linted, wanted) : undefined
    if (made === undefined || made.applied.length === 0) {
      const late =
        made === undefined && fixable(wanted).length > 0 ? 'ten rounds of fixes were not enough' : undefined
      return { text, result, before, applied, dropped: dropped(wanted, late ?? unproven) }
    }
    applied.push(...made.applied)
    text = made.text
  }
}

const mostRounds = 10

const unproven = 'the result would change more than the fix intends'

type Fixable = Finding & { readonly fix: FindingFix }

function isWanted({ fix, unfixable }: Finding, unsafe: boolean): boolean {
  const safety = (fix ?? unfixable)?.safety
  return safety === 'safe' || (unsafe && safety === 'unsafe')
}

function fixable(findings: readonly Finding[]): Fixable[] {
  return findings.filter((finding): finding is Fixable => finding.fix !== undefined)
}

function dropped(findings: readonly Finding[], reason: string): FixResult['dropped'] {
  return findings.map((finding) => ({ finding, reason: finding.unfixable?.reason ?? reason }))
}

/** The text after one round of fixes that do not lie over each other, each proven. */
function oneRound(
  { result, documents }: Linted,
  findings: readonly Finding[]
): { text: string; applied: Fixable[] } {
  const applied: Fixable[] = []
  const wanted: Fixable[][] = documents.map(() => [])
  for (const finding of fixable(findings)) wanted[finding.fix.document]?.push(finding)
  for (const [index, { document }] of documents.entries()) {
    applied.push(...provable(document, apart(wanted[index] as Fixable[])))
  }
  return { text: edited(result.text, editsOf(applied)), applied }
}

/** The first of any findings whose edits lie over each other, or that would write the same key or entry. */
function apart(findings: readonly Fixable[]): Fixable[] {
  const kept: Fixable[] = []
  const taken = new Stretches()
  const written = new Set<string>()
  for (const finding of findings) {
    const { edits, changes } = finding.fix
    const places = changes.flatMap(writtenBy)
    if (edits.some((edit) => taken.lieUnder(edit))) continue
    if (places.some((place) => written.has(place))) continue
    for (const place of places) written.add(place)
    for (const edit of edits) taken.add(edit)
    kept.push(finding)
  }
  return kept
}

function writtenBy(change: Change<Path>): string[] {
  if ('set' in change) return [JSON.stringify(change.set)]
  if ('move' in change) return [JSON.stringify(change.to)]
  return 'rename' in change ? [JSON.stringify([...change.rename.slice(0, -1), change.to])] : []
}

/** As many of the findings as can be fixed together: all, or what can be of each half; of a text that is no YAML, all or none. */
function provable(
  document: ManifestDocument,
  findings: readonly Fixable[],
  { sure = [], left = { proofs: mostProofs } }: Proofs = {}
): Fixable[] {
  if (findings.length === 0 || left.proofs-- <= 0) return []
  if (isProven(document, [...sure, ...findings])) return [...findings]
  if (findings.length === 1 || document.value === undefined) return []
  const middle = findings.length >> 1
  const first = provable(document, findings.slice(0, middle), { sure, left })
  return [...first, ...provable(document, findings.slice(middle), { sure: [...sure, ...first], left })]
}

interface Proofs {
  /** The findings that are proven already. */
  readonly sure?: readonly Fixable[]
  /** How many more proofs there may be: each reads the whole document. */
  readonly left?: { proofs: number }
}

const mostProofs = 200

/** Whether making the fixes of these findings gives the document the value that is meant. */
export function isProven(
  { file, range, fault, value: read, placeholders }: ManifestDocument,
  findings: readonly Fixable[]
): boolean {
  const edits = editsOf(findings)
  if (!areApart(edits)) return false
  // What was made out of a text with a fault proves nothing.
  const value = fault === undefined ? read : undefined
  const text = edited(file.text.slice(range.start, range.end), edits, range.start)
  const documents = parse({ path: '', text }, { wanted: () => true, ...(placeholders && { placeholders }) })
  // A text that could not be read may turn out to be several documents.
  if (value === undefined && documents.length > 1) return documents.every((one) => one.value !== undefined)
  // Of a document without a word, whose separator is at fault, there is nothing to prove.
  if (range.start === range.end && fault !== undefined) return documents.length === 0
  const [document, second] = documents
  if (document?.value === undefined || second !== undefined) return false
  const changes = findings.flatMap(({ fix }) => fix.changes)
  if (value !== undefined && isSame(document.value, changed(value, changes))) return true
  return (
    changes.some((change) => 'replace' in change) &&
    (value === undefined || hasSameWords(document.value, value))
  )
}

function editsOf(findings: readonly Fixable[]): FindingFix['edits'][number][] {
  return findings.flatMap(({ fix }) => fix.edits).sort((a, b) => a.start - b.start || a.end - b.end)
}

/** Of characters that stood for others only this can be said: all words are still there, in their order. */
function hasSameWords(a: Json, b: Json): boolean {
  return words(a) === words(b)
}

function words(value: Json): string {
  return JSON.stringify(value).replace(/[^\p{L}\p{N}]/gu, '')
}
