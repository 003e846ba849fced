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
 * The git program in `cwd`; a UsageError says that there is none. Nothing in the folder makes it run a program: not the
 * config of a repository that is committed into another, and of that of the repository itself no filter and no watcher.
 */
export function gitIn(cwd: string): Git {
  const bare = runner(cwd, process.env)
  let careful: Git | undefined
  return (...words) => {
    careful ??= runner(cwd, withoutFilters(bare))
    return careful(...words)
  }
}

function runner(cwd: string, env: NodeJS.ProcessEnv): Git {
  return (...words) => {
    try {
      // Most runs never ask git.
      const { execFileSync } = process.getBuiltinModule('node:child_process')
      return execFileSync('git', [...safe, ...words], {
        cwd,
        env,
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

/** Writes nothing, watches nothing, trusts no repository inside another, and prints names as they are. */
const safe = [
  '--no-optional-locks',
  ...['safe.bareRepository=explicit', 'core.fsmonitor=false', 'core.quotePath=false'].flatMap((setting) => [
    '-c',
    setting
  ])
]

/** The environment in which git converts no file by a program that a config names. */
function withoutFilters(git: Git): NodeJS.ProcessEnv {
  const answer = git('config', '--null', '--name-only', '--get-regexp', String.raw`^filter\..*\.`)
  const keys = typeof answer === 'string' ? new Set(answer.split('\0').filter((key) => key !== '')) : []
  const first = Number(process.env.GIT_CONFIG_COUNT ?? 0) || 0
  const settings = [...keys].flatMap((key, index) => [
    [`GIT_CONFIG_KEY_${first + index}`, key],
    [`GIT_CONFIG_VALUE_${first + index}`, key.endsWith('.required') ? 'false' : '']
  ])
  return settings.length === 0
    ? process.env
    : {
        ...process.env,
        ...Object.fromEntries(settings),
        GIT_CONFIG_COUNT: String(first + settings.length / 2)
      }
}
