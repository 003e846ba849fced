import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cronJob, job } from './manifests.ts'

/** A folder to measure over. */
export interface Tree {
  readonly name: string
  readonly folder: string
}

/** So many files of one Job or CronJob each, in folders of a hundred. */
export function jobs(place: string, count: number): Tree {
  const folder = join(place, `jobs-${count}`)
  for (let n = 0; n < count; n++) {
    const inner = join(folder, `team-${Math.floor(n / 100)}`)
    if (n % 100 === 0) mkdirSync(inner, { recursive: true })
    writeFileSync(join(inner, `${n}.yaml`), n % 4 === 0 ? cronJob(n) : job(n))
  }
  return { name: `${count.toLocaleString('en')} Job files`, folder }
}

/** A real GitOps tree of 7,944 files, hardly any of them a Job; undefined where there is none on this machine. */
export function gitops(place: string): Tree | undefined {
  const archive = join(import.meta.dirname, '..', '..', 'shared', 'corpus', 'gitops.tar.gz')
  if (!existsSync(archive)) return undefined
  const folder = join(place, 'gitops')
  mkdirSync(folder)
  execFileSync('tar', ['xzf', archive, '-C', folder])
  return { name: 'a GitOps tree', folder }
}
