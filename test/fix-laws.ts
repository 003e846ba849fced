import { rules } from '../rules/index.ts'
import { type FixResult, fix } from '../src/core/apply-fixes.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import type { ManifestDocument } from '../src/core/document/manifest-document.ts'
import { parse } from '../src/core/document/parse.ts'
import { isSame } from '../src/core/fix/apply-to-value.ts'
import type { Change } from '../src/core/fix/change.ts'
import { commentsIn } from '../src/core/fix/edit/comments.ts'
import { type Finding, isActive } from '../src/core/rule/finding.ts'
import { lint } from '../src/library.ts'
import type { SourceFile } from '../src/yaml/source.ts'
import type { Json, Path } from '../src/yaml/tree.ts'

/** What every fixed file has to keep to; each breach of it is a line. */
export function breaches(file: SourceFile, unsafe: boolean): string[] {
  const settings = settingsFor(file.path, { profile: 'strict' }, rules)
  const made = fix(file, settings, { unsafe })
  if (made.text === file.text) return []
  const after = { ...file, text: made.text }
  const [old, now] = [parse(file), parse(after)]
  return [
    ...values(old, now, made),
    ...reports(made),
    ...(isFixed(made) || fix(after, settings, { unsafe }).text === made.text
      ? []
      : ['fixed twice, it changes again']),
    ...(made.applied.some(replaces) || areKept(commentsOf(old), commentsOf(now))
      ? []
      : ['a comment got lost']),
    ...(onlyInserts(made) && !isSubsequence(file.text, made.text) ? ['a line got lost'] : []),
    ...(!isRefused(after) || isRefused(file) ? [] : ['what was accepted is refused'])
  ].map(
    (breach) =>
      `${file.path}: ${breach} (${[...new Set(made.applied.map(({ ruleId }) => ruleId))].join(', ')})`
  )
}

/** Whether nothing is left to fix, so that another look at the same text would make nothing of it. */
function isFixed({ result }: FixResult): boolean {
  return result.findings.every((finding) => finding.fix === undefined || !isActive(finding))
}

/** The documents are as many, all can be read that could be, and they differ only where a change was meant. */
function values(old: ManifestDocument[], now: ManifestDocument[], { applied }: FixResult): string[] {
  if (old.length !== now.length) return ['the number of documents changed']
  return old.flatMap((document, index) => {
    const other = now[index] as ManifestDocument
    if (document.value === undefined) return []
    if (other.value === undefined) return ['a document cannot be read any more']
    const changes = applied.flatMap(({ fix }) => (fix?.document === index ? fix.changes : []))
    if (changes.some((change) => 'replace' in change)) return []
    const meant = changes.flatMap(places)
    return differences(document.value, other.value)
      .filter((path) => !meant.some((place) => isWithin(path, place)))
      .map((path) => `${path.join('.')} differs, which no fix meant`)
  })
}

function places(change: Change<Path>): Path[] {
  if ('set' in change) return [change.set]
  if ('rename' in change) return [change.rename, [...change.rename.slice(0, -1), change.to]]
  if ('nest' in change) return [change.nest]
  // What is taken out of a list moves what follows; what was alone takes its mapping along.
  if ('remove' in change) return [change.remove.slice(0, -1)]
  return 'move' in change ? [change.move.slice(0, -1), change.to] : []
}

function isWithin(path: Path, place: Path): boolean {
  const shorter = Math.min(path.length, place.length)
  return path.slice(0, shorter).join('\n') === place.slice(0, shorter).join('\n')
}

function differences(a: Json | undefined, b: Json | undefined, path: Path = []): Path[] {
  if (isSame(a, b)) return []
  const areMappings = isMapping(a) && isMapping(b)
  if (!areMappings && !(Array.isArray(a) && Array.isArray(b) && a.length === b.length)) return [path]
  const [left, right] = [a as Record<string, Json>, b as Record<string, Json>]
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].flatMap((key) => differences(left[key], right[key], [...path, key]))
}

function isMapping(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * What was fixed is not reported any more, and no error is new. But what could not be read before may show anything, what
 * was refused was not asked whether it can ever run, and nobody guesses how long the work of a wrapped Pod takes.
 */
function reports({ before, result, applied }: FixResult): string[] {
  const wasBroken = before.findings.some(({ ruleId }) =>
    ['yaml-syntax', 'typographic-characters'].includes(ruleId)
  )
  const still = count(result.findings)
  const fixed = [...count(before.findings)].filter(([id]) => applied.some(({ ruleId }) => ruleId === id))
  const left = fixed
    .filter(([id, number]) => (still.get(id) ?? 0) >= number)
    .map(([id]) => `${id} is still reported`)
  if (wasBroken) return []
  const errors = ({ findings }: { findings: readonly Finding[] }) =>
    count(findings.filter(({ severity }) => severity === 'error'))
  const old = errors(before)
  const mayRise = [
    ...(['schema', 'api-validation', 'api-version'].some((id) => old.has(id)) ? ['never-runs'] : []),
    ...(applied.some(({ ruleId }) => ruleId === 'no-bare-pod') ? ['deadline-required'] : [])
  ]
  const risen = [...errors(result)].filter(
    ([id, number]) => number > (old.get(id) ?? 0) && !mayRise.includes(id)
  )
  return [...left, ...risen.map(([id]) => `${id} is a new error`)]
}

function count(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { ruleId } of findings.filter(isActive)) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1)
  return counts
}

/** Whether a fix is about characters, comments among them. */
function replaces({ fix }: Finding): boolean {
  return fix?.changes.some((change) => 'replace' in change) === true
}

function commentsOf(documents: readonly ManifestDocument[]): string[] {
  return documents.flatMap(({ file: { text }, comments = [], range }) =>
    commentsIn(range, { text, comments }).map((comment) => comment.text)
  )
}

function areKept(before: readonly string[], after: readonly string[]): boolean {
  const left = [...after]
  return before.every((comment) => {
    const at = left.indexOf(comment)
    return at >= 0 && left.splice(at, 1).length > 0
  })
}

function onlyInserts({ applied }: FixResult): boolean {
  return applied.every(({ fix }) =>
    fix?.edits.every(({ start, end, text }) => start === end && text.includes('\n'))
  )
}

/**
 * Whether all lines of one text stand in another, in their order and with their line breaks. The last line may get one,
 * and a line of JSON a comma, where something follows that was not there.
 */
function isSubsequence(from: string, to: string): boolean {
  const lines = to.split(/(?<=\n)/)
  let at = 0
  return from.split(/(?<=\n)/).every((line, index, all) => {
    const isLast = index === all.length - 1
    const isKept = (other: string) =>
      other === line ||
      (isLast && other.trimEnd() === line.trimEnd()) ||
      other === line.replace(/\r?\n$/, (lineBreak) => `,${lineBreak}`)
    while (at < lines.length && !isKept(lines[at] as string)) at++
    return at++ < lines.length
  })
}

/** Whether the API server would refuse anything in a file, as far as the minimal profile knows. */
function isRefused(file: SourceFile): boolean {
  const { findings } = lint(file, settingsFor(file.path, { profile: 'minimal' }, rules))
  return findings.some(({ severity }) => severity === 'error')
}
