import { touching } from '../core/baseline/index.ts'
import { isActive, type LintResult } from '../core/rule/index.ts'
import { quoted } from '../text/index.ts'

export interface ScopeChoice {
  /** A git revision: only files that changed since it are linted. */
  readonly since?: string | undefined
  /** Whether to report only what touches changed lines. */
  readonly changedLines?: boolean | undefined
}

/** What part of the files and findings of a run is asked for. */
export interface LintScope {
  /** Whether a file is linted; one that is not counts as unchanged. */
  readonly takes: (name: string) => boolean
  /** The result without the findings on unchanged lines. */
  readonly narrow: (result: LintResult) => LintResult
  /** What was left out, in sentences. */
  readonly notes: () => readonly string[]
}

/** The scope that was chosen; everything where nothing was. */
export async function scopeOf({ since, changedLines }: ScopeChoice, cwd: string): Promise<LintScope> {
  if (since === undefined) return { takes: () => true, narrow: (result) => result, notes: () => [] }
  // What runs git is loaded only where git is asked.
  const { changesSince } = await import('./git-changes.ts')
  const changes = changesSince(since, cwd)
  let [files, unchanged, elsewhere] = [0, 0, 0]
  return {
    takes: (name) => {
      const isTaken = changes.isChanged(name)
      files++
      if (!isTaken) unchanged++
      return isTaken
    },
    narrow: (result) => {
      if (!changedLines || result.findings.length === 0) return result
      const hunks = changes.hunksOf(result.file)
      if (hunks === 'all') return result
      const findings = result.findings.filter(touching(hunks, result))
      elsewhere += result.findings.filter(isActive).length - findings.filter(isActive).length
      return { ...result, findings }
    },
    notes: () => [
      ...(files > 0 ? [unchangedNote(unchanged, files, since)] : []),
      ...(elsewhere > 0 ? [elsewhereNote(elsewhere)] : [])
    ]
  }
}

function unchangedNote(unchanged: number, files: number, since: string): string {
  const noun = files === 1 ? 'file' : 'files'
  if (unchanged === 0)
    return files === 1
      ? `The file has changed since ${quoted(since)}.`
      : `All ${files} files have changed since ${quoted(since)}.`
  const verb = unchanged === 1 ? 'is' : 'are'
  return `${unchanged} of ${files} ${noun} ${verb} unchanged since ${quoted(since)} and ${verb === 'is' ? 'was' : 'were'} not linted.`
}

function elsewhereNote(count: number): string {
  return count === 1
    ? '1 finding on unchanged lines is not shown.'
    : `${count} findings on unchanged lines are not shown.`
}
