import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { kustomizationNames, readApplications } from '../core/manifest/index.ts'
import type { Exclusions } from '../node/exclusions.ts'
import { pathFrom } from '../node/paths.ts'
import { readSource, reason } from '../node/read.ts'
import type { SourceFile } from '../yaml/index.ts'

/** More files than this are no repository but somebody's whole disk. */
const most = 50_000

/** No answer waits longer than this for the walk. */
const sliceMilliseconds = 8

/**
 * The files of a workspace that may say how others are delivered, one after the other, so that requests are answered
 * in between; those that say nothing come without their text, since where they are counts as well.
 */
export async function* neighbours(folder: string, limits: Exclusions): AsyncGenerator<SourceFile> {
  const folders = [folder]
  let [count, start] = [0, performance.now()]
  for (const place of folders) {
    for (const entry of entriesOf(place)) {
      const path = join(place, entry.name)
      if (limits.isLeftOut(path, entry.isDirectory())) continue
      if (entry.isDirectory()) folders.push(path)
      if (!entry.isFile() || !isManifest.test(entry.name) || !limits.isIncluded(path)) continue
      if (++count > most) return
      const found = neighbour(path, folder)
      if (found !== undefined) yield found
      if (performance.now() - start < sliceMilliseconds) continue
      await setImmediate()
      start = performance.now()
    }
  }
}

/** One of them; nothing where it cannot be read. */
export function neighbour(path: string, folder: string): SourceFile | undefined {
  const source = readSource(path, pathFrom(folder, path))
  if ('message' in source) return undefined
  return mayTell(source) ? source : { ...source, text: '' }
}

const isManifest = /\.(?:yaml|yml|json)$/

function mayTell(source: SourceFile): boolean {
  const name = basename(source.path)
  return name === 'Chart.yaml' || kustomizationNames.includes(name) || readApplications(source).length > 0
}

/** A folder that cannot be read tells nothing; linting its files says why. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    reason(error)
    return []
  }
}
