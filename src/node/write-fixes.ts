import { resolve } from 'node:path'
import { standardInput } from '../yaml/index.ts'
import type { LintFilesResult } from './lint-files.ts'
import type { FileProblem } from './read.ts'
import { replaceFile } from './replace-file.ts'

/** Writes the fixes of a run into their files; where one cannot be written, its findings are again those it had. */
export function writeFixes(linted: LintFilesResult, cwd: string): LintFilesResult {
  const failed = new Map<string, FileProblem>()
  for (const { original, text, before } of linted.fixes) {
    if (text === original || before.file === standardInput) continue
    const message = replaceFile(resolve(cwd, before.file), original, text)
    if (message === undefined) continue
    failed.set(before.file, { file: before.file, message: `Its fixes were not written. ${message}` })
  }
  if (failed.size === 0) return linted
  const old = new Map(linted.fixes.map(({ before }) => [before.file, before]))
  return {
    ...linted,
    results: linted.results.map((result) =>
      failed.has(result.file) ? (old.get(result.file) ?? result) : result
    ),
    problems: [...linted.problems, ...failed.values()],
    fixes: linted.fixes.filter(({ before }) => !failed.has(before.file))
  }
}
