import { dirname, join } from 'node:path'
import { UsageError } from '../core/config/index.ts'
import { gitIn } from './git.ts'
import { repositories } from './roots.ts'

/**
 * Answers whether git tracks a file, or a file below a folder; undefined outside a repository, and where git cannot
 * tell. Git is asked once for each repository, when the first question about it comes up.
 */
export function trackedFrom(cwd: string): (path: string) => boolean | undefined {
  const rootOf = repositories(cwd)
  const known = new Map<string, ReadonlySet<string> | undefined>()
  return (path) => {
    const { folder, isRepository } = rootOf(dirname(path))
    if (!isRepository) return undefined
    if (!known.has(folder)) known.set(folder, listed(folder))
    return known.get(folder)?.has(path)
  }
}

function listed(root: string): ReadonlySet<string> | undefined {
  const answer = ask(root)
  if (answer === undefined) return undefined
  const found = new Set<string>()
  for (const name of answer.split('\0')) {
    if (name === '') continue
    for (let path = join(root, name); path !== root && !found.has(path); path = dirname(path)) found.add(path)
  }
  return found
}

function ask(root: string): string | undefined {
  try {
    const answer = gitIn(root)('ls-files', '-z', '--cached')
    return typeof answer === 'string' ? answer : undefined
  } catch (error) {
    if (error instanceof UsageError) return undefined
    throw error
  }
}
