import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { rules } from '../rules/index.ts'
import { settingsFor } from '../src/core/config/index.ts'
import type { Rule } from '../src/core/rule/index.ts'
import { lint } from '../src/library.ts'
import { job } from './manifests.ts'
import { median } from './processes.ts'

/** Prints what a typical Job takes in a process that is warm, and what category validity adds. Nothing here passes or fails. */
const place = mkdtempSync(join(tmpdir(), 'jobsworth-warm-'))
const jobs = Array.from({ length: 500 }, (_, n) => job(n))

try {
  const all = warm({}, rules)
  const minimal = warm({ profile: 'minimal' }, rules) - warm({ profile: 'minimal' }, [])
  const start = await startOfValidity()
  console.log(`a typical Job in a warm process: ${all.toFixed(0)} µs`)
  console.log(`category validity adds ${minimal.toFixed(0)} µs to that, ${start.toFixed(1)} ms to a start`)
} finally {
  rmSync(place, { recursive: true, force: true })
}

/** Microseconds for one Job. */
function warm(config: { readonly profile?: 'minimal' }, chosen: readonly Rule[]): number {
  const settings = settingsFor('job.yaml', config, chosen)
  const round = () => {
    const start = performance.now()
    for (const text of jobs) lint({ path: 'job.yaml', text }, settings)
    return ((performance.now() - start) / jobs.length) * 1000
  }
  const rounds = Array.from({ length: 35 }, round)
  return median(rounds.slice(20))
}

/** Milliseconds that a process takes longer to start with the validators in it. */
async function startOfValidity(): Promise<number> {
  const [outfile, empty] = ['start.mjs', 'empty.mjs'].map((name) => join(place, name)) as [string, string]
  const entry = join(import.meta.dirname, 'validity-start.ts')
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', minify: true })
  writeFileSync(empty, '')
  const [loaded, bare] = [outfile, empty].map((file) => {
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now()
      spawnSync(process.execPath, [file])
      return performance.now() - start
    })
    return median(times)
  }) as [number, number]
  return loaded - bare
}
