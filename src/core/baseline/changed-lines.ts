import type { Finding, LintResult, Place } from '../rule/index.ts'
import type { Hunk } from './hunks.ts'

/**
 * Whether a finding of a file touches what changed: a line that it underlines or points at as evidence is new; or a
 * removed line wrote the field that it misses, further down in its document.
 */
export function touching(hunks: readonly Hunk[], { text }: LintResult): (finding: Finding) => boolean {
  const fresh = new Set<number>()
  const gone = new Map<string, number[]>()
  for (const { line, added, removed } of hunks) {
    for (let each = line; each < line + added; each++) fresh.add(each)
    for (const key of new Set(removed.map(keyOf))) {
      if (key !== undefined) gone.set(key, [...(gone.get(key) ?? []), line])
    }
  }
  const ends = separators(text)
  const isFresh = ({ start, end }: Place) => {
    for (let line = start.line; line <= end.line; line++) if (fresh.has(line)) return true
    return false
  }
  const lost = ({ path, start }: Finding) => {
    const end = ends.find((line) => line > start.line) ?? Number.POSITIVE_INFINITY
    const key = path.findLast((part) => typeof part === 'string')
    return key !== undefined && gone.get(key)?.some((line) => line >= start.line && line < end) === true
  }
  return (finding) => isFresh(finding) || finding.related.some(isFresh) || lost(finding)
}

/** The key that a line of YAML or JSON writes, if it does. */
function keyOf(line: string): string | undefined {
  const [, double, single, plain] =
    /^[\s-]*(?:"([^\s"':]+)"|'([^\s"':]+)'|([^\s"':-][^\s"':]*))\s*:/.exec(line) ?? []
  return double ?? single ?? plain
}

/** The lines that part documents. */
function separators(text: string): number[] {
  return text.split('\n').flatMap((line, index) => (line.startsWith('---') ? [index + 1] : []))
}
