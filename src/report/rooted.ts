import type { LintResult } from '../core/rule/index.ts'
import type { RunFacts } from './run-facts.ts'

/** The results with names that start at the repository's root, as forges want them, wherever jobsworth was run. */
export function rooted(
  results: readonly LintResult[],
  { cwd, root = cwd }: Pick<RunFacts, 'cwd' | 'root'>
): readonly LintResult[] {
  const [top, here] = [root, cwd].map(
    (folder) => `${folder.replaceAll('\\', '/').replace(/(?<!\/)\/+$/, '')}/`
  ) as [string, string]
  if (!here.startsWith(top)) return results
  const prefix = here.slice(top.length)
  return results.map((result) => {
    const file = fromRoot(result.file, top, prefix)
    if (file === result.file) return result
    return {
      ...result,
      file,
      findings: result.findings.map((finding) => ({ ...finding, file })),
      crashes: result.crashes.map((crash) => ({ ...crash, file }))
    }
  })
}

/** Names such as `<stdin>` are not files; what is outside of the root keeps its name. */
function fromRoot(file: string, top: string, prefix: string): string {
  if (/^<.*>$/.test(file)) return file
  if (/^(\/|[A-Za-z]:)/.test(file)) return file.startsWith(top) ? file.slice(top.length) : file
  const parts = prefix.split('/').slice(0, -1)
  for (const part of file.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/') || file
}
