import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import type { TestProject } from 'vitest/node'
import { action, commandLine } from '../scripts/bundles.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with `cli/main.js` and `action/index.js`. */
    readonly built: string
  }
}

/** Builds, once for all tests, the programs that some of them start: from the sources as they are, never a stale dist/. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(resolve('node_modules/.jobsworth-'))
  await Promise.all([
    build({ ...commandLine, outdir: join(folder, 'cli') }),
    build({ ...action, outdir: join(folder, 'action') })
  ])
  project.provide('built', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
