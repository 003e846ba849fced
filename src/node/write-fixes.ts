import { dirname, resolve } from 'node:path'
import { printable } from '../text/index.ts'
import { standardInput } from '../yaml/index.ts'
import type { LintFilesResult } from './lint-files.ts'
import { removeLeftovers } from './put.ts'
import type { FileProblem } from './read.ts'
import { replaceFile } from './replace-file.ts'

/** Writes the fixes of a run into their files; where one cannot be written, its findings are again those it had. */
export function writeFixes(linted: LintFilesResult, cwd: string): LintFilesResult {
  const failed = new Map<string, FileProblem>()
  const notes: string[] = []
  for (const folder of new Set(linted.results.map(({ file }) => dirname(resolve(cwd, file)))))
    removeLeftovers(folder)
  for (const { original, text, before } of linted.fixes) {
    if (text === original || before.file === standardInput) continue
    const { fault, note } = replaceFile(resolve(cwd, before.file), { from: original, to: text }, cwd)
    if (note !== undefined) notes.push(`${printable(before.file)} was fixed; ${note}`)
    if (fault === undefined) continue
    failed.set(before.file, { file: before.file, message: `Its fixes were not written. ${fault}` })
  }
  if (failed.size === 0) return { ...linted, notes: [...linted.notes, ...notes] }
  const old = new Map(linted.fixes.map(({ before }) => [before.file, before]))
  return {
    ...linted,
    results: linted.results.map((result) =>
      failed.has(result.file) ? (old.get(result.file) ?? result) : result
    ),
    notes: [...linted.notes, ...notes],
    problems: [...linted.problems, ...failed.values()],
    fixes: linted.fixes.filter(({ before }) => !failed.has(before.file))
  }
}
