import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { baselineText, type Known, prune, renew, total } from '../core/baseline/index.ts'
import type { LintResult } from '../core/rule/index.ts'
import { byBaseline, loadBaseline, seenFrom } from '../node/baseline-of.ts'
import { lintProject } from '../node/lint-files.ts'
import { writeOver } from '../node/write-file.ts'
import { count } from '../report/text.ts'
import { printable } from '../text/index.ts'
import type { Arguments } from './arguments.ts'
import { projectOf } from './choices.ts'
import type { Io } from './io.ts'
import { patternsOf, searchOf } from './lint-command.ts'
import { notices } from './notices.ts'

/** `jobsworth baseline …`: writes down what is found today, or with `--prune` removes what is gone. */
export async function baseline(parsed: Arguments, io: Io): Promise<number> {
  const { values } = parsed
  const { cwd, stdout, stderr } = io
  const project = projectOf(values, io)
  const choice = { ...searchOf(values, io), showsKnown: true }
  const linted = await lintProject(project, patternsOf(parsed, io), choice)
  const pathOf = (name: string) => project.baselineOf(name) ?? resolve(cwd, usual)
  const groups = byBaseline(linted.results, pathOf)
  if (groups.size === 0) groups.set(pathOf(usual), [])
  for (const [path, results] of groups) {
    const run = { path, name: project.nameOf(path) || '.', results, cwd }
    const isKnown = project.baselineOf(results[0]?.file ?? usual) !== undefined
    stdout.write(values.prune ? pruned(run) : written(run, !isKnown))
  }
  stderr.write(notices(linted, { isDebug: values.debug === true }))
  const isComplete =
    linted.problems.length === 0 && linted.results.every(({ crashes }) => crashes.length === 0)
  return isComplete ? 0 : 2
}

/** The file that is written where none is named. */
const usual = 'jobsworth-baseline.yaml'

interface BaselineRun {
  readonly path: string
  readonly name: string
  readonly results: readonly LintResult[]
  readonly cwd: string
}

function written({ path, name, results, cwd }: BaselineRun, isNew: boolean): string {
  const seen = seenFrom(path, results, cwd)
  const before = existsSync(path) ? loadBaseline(path, name, cwd) : []
  const after = renew(before, seen.found, seen)
  writeOver(path, baselineText(after), { name, cwd })
  const kept = total(after.filter(({ file }) => !seen.isJudged(file)))
  const rest =
    kept === 0
      ? ''
      : ` ${kept} of them ${kept === 1 ? 'is' : 'are'} in files that were not linted now, and ${kept === 1 ? 'was' : 'were'} kept.`
  const use = isNew
    ? `Hide them with \`jobsworth --baseline ${printable(name)}\`, or write \`baseline: ${printable(name)}\` in jobsworth.yaml.\n`
    : ''
  return `Wrote ${counted(after)} to ${printable(name)}.${rest}\n${after.length === 0 ? '' : use}`
}

function pruned({ path, name, results, cwd }: BaselineRun): string {
  const seen = seenFrom(path, results, cwd)
  const before = loadBaseline(path, name, cwd)
  const after = prune(before, seen.found, seen)
  const removed = total(before) - total(after)
  const isMoved = after.some(({ file }) => before.every((entry) => entry.file !== file))
  if (removed === 0 && !isMoved)
    return `All entries in ${printable(name)} are still found; it has ${counted(after)}.\n`
  writeOver(path, baselineText(after), { name, cwd })
  const done = [
    ...(removed > 0 ? [`Removed ${count(removed, 'finding')} from ${printable(name)}.`] : []),
    ...(isMoved ? ['Renamed files have their new names.'] : [])
  ]
  return `${done.join(' ')} It has ${counted(after)}.\n`
}

function counted(known: readonly Known[]): string {
  const files = new Set(known.map(({ file }) => file)).size
  return known.length === 0 ? 'no findings' : `${count(total(known), 'finding')} in ${count(files, 'file')}`
}
