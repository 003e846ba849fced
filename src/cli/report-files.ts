import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { UsageError } from '../core/config/index.ts'
import type { LintResult } from '../core/rule/index.ts'
import { printable } from '../text/index.ts'

/** Refuses two reports in one file, of which only the last would stay; a device takes as many as come. */
export function refuseSharing(files: readonly string[], cwd: string): void {
  const paths = files.map((file) => resolve(cwd, file))
  const shared = files.find(
    (_, index) => !paths[index]?.startsWith('/dev/') && paths.indexOf(paths[index] as string) < index
  )
  if (shared !== undefined)
    throw new UsageError(
      `Two reports would be written to ${printable(shared)}; use a different file for each.`
    )
}

/** Refuses a report in the place of a manifest that this very run has linted. */
export function refuseManifests(files: readonly string[], results: readonly LintResult[], cwd: string): void {
  const targets = new Map(files.flatMap((file) => real(file, cwd).map((path) => [path, file])))
  if (targets.size === 0) return
  for (const path of results.filter(isManifest).flatMap(({ file }) => real(file, cwd))) {
    const file = targets.get(path)
    if (file === undefined) continue
    throw new UsageError(
      `${printable(file)} is one of the manifests; a report would overwrite it. Nothing was written.`
    )
  }
}

/** A report of an earlier run in the folder is linted too, and may be written again. */
function isManifest({ resources, templates, findings }: LintResult): boolean {
  return resources + templates + findings.length > 0
}

function real(file: string, cwd: string): string[] {
  const path = resolve(cwd, file)
  return existsSync(path) ? [realpathSync(path)] : []
}
