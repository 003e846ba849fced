import { execFileSync } from 'node:child_process'
import { UsageError } from '../core/config/index.ts'
import { printable } from '../text/index.ts'

/** Asks git in a folder; what it exits with when it has no answer comes back in place of one. */
export type Git = (...words: string[]) => string | GitFault

export interface GitFault {
  readonly status: number
  /** The last line that git said about it. */
  readonly message: string
}

/**
 * The git program in `cwd`; a UsageError says that there is none. Nothing that is committed makes it run anything; of
 * what `.git/config` names, only filters do, as in any `git status`.
 */
export function gitIn(cwd: string): Git {
  return (...words) => {
    try {
      return execFileSync('git', [...safe, ...words], {
        cwd,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        maxBuffer: 2 ** 29
      })
    } catch (error) {
      const { code, status, stderr } = error as NodeJS.ErrnoException & { status?: number; stderr?: string }
      if (typeof status === 'number')
        return { status, message: printable(stderr?.trim().split('\n').at(-1) ?? '') }
      if (code !== 'ENOENT') throw error
      throw new UsageError(
        '--since needs git to find out what changed, but git was not found. Install git, or leave out --since.'
      )
    }
  }
}

/** Writes nothing, watches nothing, and prints names as they are. */
const safe = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false']
