import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import {
  isStale,
  type Known,
  matchBaseline,
  type Placed,
  type Reach,
  readBaseline,
  total
} from '../core/baseline/index.ts'
import { UsageError } from '../core/config/index.ts'
import type { Finding, LintResult, Rule } from '../core/rule/index.ts'
import { printable, quoted } from '../text/index.ts'
import { standardInput } from '../yaml/index.ts'
import type { FolderConfig } from './config-file.ts'
import { isInside, pathFrom } from './paths.ts'
import { readOwn } from './read-own.ts'
import { repositories } from './roots.ts'

/** Where the baseline of a file is, as an absolute path; undefined where it has none. */
export function baselineFinder(
  configOf: (folder: string) => FolderConfig,
  cwd: string,
  chosen: string | false | undefined
): (name: string) => string | undefined {
  if (chosen === false) return () => undefined
  if (chosen !== undefined) return () => resolve(cwd, chosen)
  const rootOf = repositories(cwd)
  return (name) => {
    const { config, folder, path, isChosen } = configOf(dirname(resolve(cwd, name)))
    if (config.baseline === undefined) return undefined
    const start = path === undefined ? folder : dirname(path)
    const found = resolve(start, config.baseline)
    const { folder: tree } = rootOf(start)
    if (!isChosen && !isInside(pathFrom(tree, found)))
      throw new UsageError(
        `The baseline ${quoted(config.baseline)} is outside the folder that holds the config or its repository; only --baseline may name such a file.`
      )
    return found
  }
}

/** The entries of the baseline at `path`, which is reported under `name`. */
export function loadBaseline(path: string, name: string, cwd: string): Known[] {
  const source = readOwn(path, cwd, name)
  if ('text' in source) return readBaseline(source)
  const advice = existsSync(path) ? '' : ' Write it with `jobsworth baseline`.'
  throw new UsageError(`The baseline ${quoted(name)}: ${source.message}${advice}`)
}

/** The results of a run as the baseline at `path` sees them. */
export function seenFrom(
  path: string,
  results: readonly LintResult[],
  cwd: string
): Reach & { readonly found: readonly Placed[] } {
  const folder = dirname(path)
  const place = (file: string) =>
    file === standardInput ? file : pathFrom(folder, resolve(cwd, file)) || file
  const judged = new Set(results.filter(({ crashes }) => crashes.length === 0).map(({ file }) => place(file)))
  return {
    found: results.flatMap(({ file, findings }) =>
      findings.map((finding) => ({ file: place(file), finding }))
    ),
    isJudged: (file) => judged.has(file),
    isGone: (file) => file !== standardInput && !existsSync(resolve(folder, file))
  }
}

export interface BaselineRun {
  readonly cwd: string
  readonly rules: readonly Rule[]
  /** The baseline that the user chose for every file. */
  readonly chosen?: string | false | undefined
}

/** Marks the findings that the baselines of their files know, and says what in those has had its day. */
export function hideKnown(
  results: readonly LintResult[],
  baselineOf: (name: string) => string | undefined,
  { cwd, rules, chosen }: BaselineRun
): { readonly results: readonly LintResult[]; readonly notes: readonly string[] } {
  const hidden = new Set<Finding>()
  const notes: string[] = []
  const groups = byBaseline(results, baselineOf)
  // What the user names is read even where no file was linted, so that a wrong name never passes.
  if (typeof chosen === 'string' && groups.size === 0) groups.set(resolve(cwd, chosen), [])
  for (const [path, group] of groups) {
    const name = pathFrom(cwd, path) || '.'
    const known = loadBaseline(path, name, cwd)
    const seen = seenFrom(path, group, cwd)
    const match = matchBaseline(known, seen.found, seen.isGone)
    for (const finding of match.hidden) hidden.add(finding)
    notes.push(...unknownRules(known, rules, name))
    const stale = total(match.unused.filter((entry) => isStale(entry, seen)))
    if (stale > 0) notes.push(staleNote(stale, name))
  }
  const mark = (finding: Finding): Finding =>
    hidden.has(finding) ? { ...finding, suppressed: { by: 'baseline' } } : finding
  return {
    results: results.map((result) =>
      hidden.size === 0 ? result : { ...result, findings: result.findings.map(mark) }
    ),
    notes
  }
}

/** The results by their baselines; those without one are left out. */
export function byBaseline(
  results: readonly LintResult[],
  baselineOf: (name: string) => string | undefined
): Map<string, LintResult[]> {
  const groups = new Map<string, LintResult[]>()
  for (const result of results) {
    const path = baselineOf(result.file)
    if (path === undefined) continue
    const group = groups.get(path)
    if (group === undefined) groups.set(path, [result])
    else group.push(result)
  }
  return groups
}

function unknownRules(known: readonly Known[], rules: readonly Rule[], name: string): string[] {
  const ids = new Set(rules.map(({ id }) => id))
  const written = new Set(known.map(({ ruleAndField }) => ruleAndField.split(' ', 1)[0] ?? ''))
  return [...written]
    .filter((id) => !ids.has(id))
    .map((id) => `${printable(name)}: there is no rule ${quoted(id)}, so its entries hide nothing.`)
}

function staleNote(count: number, name: string): string {
  const subject = count === 1 ? '1 known finding is' : `${count} known findings are`
  return `${printable(name)}: ${subject} no longer found; \`jobsworth baseline --prune\` removes what is gone.`
}
