import { readFileSync } from 'node:fs'
import { UsageError } from '../core/config/index.ts'
import { gitIn } from '../node/git.ts'

/** What a run compares with: a ref, everything, or everything because git does not know the base. */
export interface Base {
  readonly ref?: string
  /** Why everything is linted although only what changed should be. */
  readonly warning?: string
}

/** The base of the pull request or merge group that the workflow runs for, unless the input `since` says otherwise. */
export function baseOf(since: string, env: NodeJS.ProcessEnv, cwd: string): Base {
  if (since === 'all') return {}
  if (since !== '') return { ref: since }
  const candidates = [...branch(env), ...commits(env)]
  if (candidates.length === 0) return {}
  const ref = candidates.find((candidate) => isKnown(candidate, cwd))
  if (ref !== undefined) return { ref }
  const warning =
    'Linted everything, not only what the pull request changes, because git does not know where it branched off. ' +
    'Set fetch-depth: 0 for actions/checkout, or since: all for this action.'
  return { warning }
}

function branch({ GITHUB_BASE_REF: base }: NodeJS.ProcessEnv): string[] {
  return base ? [`refs/remotes/origin/${base}`] : []
}

interface Event {
  readonly pull_request?: { readonly base?: { readonly sha?: unknown } }
  readonly merge_group?: { readonly base_sha?: unknown }
}

function commits({ GITHUB_EVENT_PATH: path }: NodeJS.ProcessEnv): string[] {
  if (!path) return []
  const event: Event = JSON.parse(readFileSync(path, 'utf8'))
  const found = [event.pull_request?.base?.sha, event.merge_group?.base_sha]
  return found.filter((sha) => typeof sha === 'string' && /^[0-9a-f]{40,64}$/.test(sha)) as string[]
}

/** A job's container may have no git at all, and then nothing is known. */
function isKnown(ref: string, cwd: string): boolean {
  try {
    return typeof gitIn(cwd)('merge-base', ref, 'HEAD') === 'string'
  } catch (error) {
    if (error instanceof UsageError) return false
    throw error
  }
}
