import type { Settings } from '../core/config/index.ts'
import { lintBatch, type Surrounded } from '../core/lint.ts'
import type { LintResult } from '../core/rule/index.ts'
import type { FileProblem } from './read.ts'

/** Enough for a rule to stay in the processor's caches, few enough to keep little in memory. */
const size = 128

/** Lints files that each have their settings, in order; files of the same settings are linted together. */
export function lintBatches(
  files: readonly Surrounded[],
  settingsOf: (name: string) => Settings
): (LintResult | FileProblem)[] {
  const done: (LintResult | FileProblem)[] = []
  const bySettings = new Map<Settings, number[]>()
  for (const [index, { file }] of files.entries()) {
    const settings = settingsOf(file.path)
    const indexes = bySettings.get(settings)
    if (indexes) indexes.push(index)
    else bySettings.set(settings, [index])
  }
  for (const [settings, indexes] of bySettings)
    for (let from = 0; from < indexes.length; from += size) {
      const chosen = indexes.slice(from, from + size)
      const results = together(
        chosen.map((index) => files[index] as Surrounded),
        settings
      )
      for (const [place, index] of chosen.entries()) done[index] = results[place] as LintResult | FileProblem
    }
  return done
}

/** What `work` gives on a file, or that it crashed: the text of a file without findings is not kept. */
export function guarded(name: string, work: () => LintResult): LintResult | FileProblem {
  try {
    return slim(work())
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error))
    const message = `jobsworth crashed: ${cause.message}. This is a bug in jobsworth; the file was not linted.`
    return { file: name, message, stack: cause.stack ?? cause.message }
  }
}

/** A crash is one file's: where something throws, each file is linted by itself. */
function together(files: readonly Surrounded[], settings: Settings): (LintResult | FileProblem)[] {
  try {
    return lintBatch(files, settings).map(slim)
  } catch {
    return files.map((one) => guarded(one.file.path, () => lintBatch([one], settings)[0] as LintResult))
  }
}

function slim(result: LintResult): LintResult {
  return result.findings.length > 0 || result.output !== undefined ? result : { ...result, text: '' }
}
