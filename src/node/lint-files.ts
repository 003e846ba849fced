import { rules as everyRule } from '../../rules/index.ts'
import { type FixOptions, type FixResult, fix } from '../core/apply-fixes.ts'
import type { Settings } from '../core/config/index.ts'
import { mayHoldOurs } from '../core/document/index.ts'
import { lint } from '../core/lint.ts'
import type { LintResult, Rule } from '../core/rule/index.ts'
import { type SourceFile, standardInput } from '../yaml/index.ts'
import { decodeAny } from './decode.ts'
import type { SearchChoice } from './discover.ts'
import { guarded, lintBatches } from './lint-batches.ts'
import { type ScopeChoice, scopeOf } from './lint-scope.ts'
import { openProject, type Project } from './project.ts'
import { type FileProblem, readManifest } from './read.ts'
import type { CommandSettings } from './settings-of.ts'

export interface LintFilesOptions extends LintChoice {
  /** The folder that patterns start from and paths are reported from; the process's own by default. */
  readonly cwd?: string
  /** One config for every file, in place of the nearest to each; `false` for none. */
  readonly config?: string | false | undefined
  /** Settings that win over every config. */
  readonly settings?: CommandSettings
  /** A file of known findings for every file, in place of what configs name; `false` for none. */
  readonly baseline?: string | false | undefined
  readonly rules?: readonly Rule[]
  /** The moment that next run times and the ends of suppressions count from, in epoch milliseconds; the present one by default. */
  readonly now?: number
}

/** What may be chosen for one run over a project. */
export interface LintChoice extends ScopeChoice, SearchChoice {
  /** What the pattern `-` stands for, and the name it is reported and configured under. */
  readonly stdin?: { readonly read: () => Promise<Buffer>; readonly name?: string | undefined }
  /** Makes fixes, in the results only: `writeFixes` writes them. */
  readonly fix?: FixOptions | undefined
  /** Leaves what baselines know among the findings, as whoever writes one needs it. */
  readonly showsKnown?: boolean | undefined
}

export interface LintFilesResult {
  /** Ordered by path, standard input first; the text of files without findings is not kept. */
  readonly results: readonly LintResult[]
  readonly problems: readonly FileProblem[]
  /** What was fixed, or not, in the files that have anything to fix. */
  readonly fixes: readonly FileFixes[]
  /** What else there is to say of the run, in sentences: what was left out of it, what in a baseline has had its day. */
  readonly notes: readonly string[]
}

/** The fixes of one file; `original` is its text before them. */
export interface FileFixes extends FixResult {
  readonly original: string
}

/** Lints the files that patterns name; a UsageError says what is wrong with the patterns or a config. */
export async function lintFiles(
  patterns: readonly string[],
  options: LintFilesOptions = {}
): Promise<LintFilesResult> {
  const { cwd = '.', rules = everyRule, settings: command, now = Date.now(), ...choice } = options
  return lintProject(openProject({ ...choice, cwd, rules, command, now }), patterns, choice)
}

/** Lints the files of a project that patterns name. */
export async function lintProject(
  project: Project,
  patterns: readonly string[],
  choice: LintChoice = {}
): Promise<LintFilesResult> {
  const { stdin } = choice
  const { settingsOf } = project
  const isInput = (pattern: string) => pattern === '-' && stdin !== undefined
  const {
    files,
    problems,
    notes: passed
  } = await project.discover(
    patterns.filter((pattern) => !isInput(pattern)),
    choice
  )
  const scope = await scopeOf(choice, project.cwd)
  const { note, surroundingsOf } = project.survey()
  // What holds none of our kinds is done with at once; the others wait until everything around them is known.
  const take = (source: SourceFile | FileProblem): SourceFile | LintResult | FileProblem => {
    if ('message' in source) return source
    note(source)
    if (mayHoldOurs(source.text)) return source
    return guarded(source.path, () => lint(source, settingsOf(source.path)).result)
  }
  const taken: (SourceFile | LintResult | FileProblem)[] = [...problems]
  if (stdin !== undefined && patterns.some(isInput)) {
    const { nameOf, pathOf } = project
    const name = stdin.name === undefined ? standardInput : nameOf(pathOf(stdin.name))
    const bytes = await stdin.read()
    const source = decodeAny(bytes, name)
    // An editor may well send an empty file, which then has a name.
    const isLost = stdin.name === undefined && source.text.trim() === ''
    if (!project.isRuledOut(name, choice)) taken.push(isLost ? nothingCame : take(source))
  }
  // One after the other: reading in the background took four times as long on a tree of 7,944 small files.
  for (const name of files) {
    if (project.isOwn(name)) continue
    const source = readManifest(project.pathOf(name), name)
    // What is unchanged still tells how its neighbours are delivered.
    if (scope.takes(name)) taken.push(take(source))
    else if ('text' in source) note(source)
  }
  const sources = taken.filter(isSource)
  const around = surroundingsOf(sources.map(({ path }) => path))
  const fixes: FileFixes[] = []
  const fixed = (source: SourceFile, options: FixOptions) =>
    guarded(source.path, () => {
      const settings = { ...settingsOf(source.path), surroundings: around(source.path) }
      return fixSource(source, settings, { ...options, note: (made) => fixes.push(made) })
    })
  const { fix: fixing } = choice
  const surrounded = sources.map((file) => ({ file, surroundings: around(file.path) }))
  // A fix would be written as UTF-8 into what is none.
  const linted = fixing
    ? surrounded.map((one) =>
        one.file.encoding === undefined ? fixed(one.file, fixing) : lintBatches([one], settingsOf)[0]
      )
    : lintBatches(surrounded, settingsOf)
  let next = 0
  const done = taken.map((item) => (isSource(item) ? (linted[next++] as LintResult | FileProblem) : item))
  const isProblem = (item: LintResult | FileProblem): item is FileProblem => !isResult(item)
  const found = done.filter(isResult)
  const { results, notes } = choice.showsKnown ? { results: found, notes: [] } : project.hideKnown(found)
  return {
    results: results.map(scope.narrow),
    problems: done.filter(isProblem),
    fixes,
    notes: [...passed, ...notes, ...scope.notes()]
  }
}

/** What a failed `helm template` leaves of a pipe. */
const nothingCame: FileProblem = {
  file: standardInput,
  message: 'Standard input is empty: the command before the pipe has failed, or printed nothing.'
}

interface Fixing extends FixOptions {
  readonly note: (fixes: FileFixes) => void
}

function fixSource(source: SourceFile, settings: Settings, fixing: Fixing): LintResult {
  const made = fix(source, settings, fixing)
  if (made.applied.length + made.dropped.length > 0) fixing.note({ ...made, original: source.text })
  return made.text === source.text ? made.result : { ...made.result, output: made.text }
}

function isSource(item: SourceFile | LintResult | FileProblem): item is SourceFile {
  return 'path' in item
}

function isResult(item: LintResult | FileProblem): item is LintResult {
  return 'findings' in item
}
