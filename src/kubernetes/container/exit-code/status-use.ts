import {
  asWritten,
  type Command,
  commandsIn,
  type Rest,
  type Step,
  someCommand,
  type Word
} from '../../../shell/index.ts'
import { first } from './afterwards.ts'
import { alwaysSucceeds, type Routines } from './calm.ts'

/** What the step after a command does with its exit code: acts on it, only reports it (with these words), or neither. */
export type StatusUse = 'acts' | { readonly reports: readonly Word[] } | undefined

/** How the first of the steps that follow a command uses `$?`. */
export function statusUse(rest: Rest | undefined, acted: ReadonlySet<string>, routines: Routines): StatusUse {
  const step = first(rest)
  if (step === undefined || rest === undefined) return undefined
  const isLast = rest.from + 1 === rest.steps.length
  if (step.kind === 'command') return keptOnlyForNotice(step, rest, routines) ?? inCommand(step, acted)
  if (step.kind === 'list')
    return step.isCase
      ? step.subject && asks(step.subject)
        ? inCase(step.steps, routines)
        : undefined
      : statusUse({ steps: step.steps, from: 0 }, acted, routines)
  if (step.kind === 'if') {
    const sense = senseOf(step.test)
    if (sense === undefined) return undefined
    return answer(sense === 'failure' ? step.body : step.otherwise, [step.body, step.otherwise], routines)
  }
  if (step.kind !== 'chain') return undefined
  const sense = step.steps[0] && senseOf(step.steps[0])
  if (sense === undefined) return undefined
  const at = step.operators.indexOf(sense === 'failure' ? '&&' : '||')
  // `[ $? -eq 0 ] && next` fails where the status was another.
  if (at < 0) return isLast && sense === 'success' ? 'acts' : undefined
  return answer(step.steps[at + 1], step.steps.slice(1), routines)
}

/** `case $? in …`: it only reports where every branch does. */
function inCase(branches: readonly Step[], routines: Routines): StatusUse {
  const calm = branches.map((branch) => alwaysSucceeds(branch, routines))
  const last = calm.at(-1)
  return last !== undefined && calm.every((one) => one !== undefined) ? { reports: last } : 'acts'
}

/** `rc=$?; if [ $rc -ne 0 ]; then echo …; fi`, and nothing behind it that could look at the variable again. */
function keptOnlyForNotice(
  { words, assignments }: Command,
  { steps, from }: Rest,
  routines: Routines
): StatusUse {
  const [kept, next] = [assignments[0], steps[from + 1]]
  if (words.length > 0 || kept === undefined || !asks(kept.value) || next === undefined) return undefined
  const isForgotten = steps
    .slice(from + 2)
    .every((step) => !someCommand(step, (command) => mentions(command, kept.name)))
  const isDecided =
    next.kind !== 'if' ||
    !someCommand(next.test, (command) => mentions(command, kept.name)) ||
    [next.body, next.otherwise].some((branch) => branch && !alwaysSucceeds(branch, routines))
  if (isDecided || !isForgotten || isExit(steps.at(-1))) return undefined
  const by = alwaysSucceeds(next.body, routines)
  return by && { reports: by }
}

function mentions(command: Command, name: string): boolean {
  return asWritten([...command.words, ...command.assignments.map(({ value }) => value)]).some(({ value }) =>
    value.includes(name)
  )
}

/** A bare `exit` hands on the code of the command before it. */
function isExit(step: Step | undefined): boolean {
  return step?.kind === 'command' && step.words[0]?.value === 'exit' && step.words.length > 1
}

/** What a branch for the failure does: nothing but report it, or something else. */
function answer(
  branch: Step | undefined,
  branches: readonly (Step | undefined)[],
  routines: Routines
): StatusUse {
  const by = branch && alwaysSucceeds(branch, routines)
  if (by !== undefined) return { reports: by }
  if (branch !== undefined) return 'acts'
  const other = branches.find((one) => one !== undefined)
  const calm = other && alwaysSucceeds(other, routines)
  return calm && { reports: calm }
}

function inCommand({ words, assignments }: Command, acted: ReadonlySet<string>): StatusUse {
  const kept = assignments.find(({ value }) => asks(value))
  if (kept !== undefined) return acted.has(kept.name) ? 'acts' : undefined
  if (!words.some(asks)) return undefined
  const [name = ''] = words.map(({ value }) => value)
  if (/^(?:export|local|declare|readonly|typeset)$/.test(name)) {
    const variable = words.find(asks)?.value.split('=', 1)[0] ?? ''
    return acted.has(variable) ? 'acts' : undefined
  }
  return /^(?:echo|printf|logger)$/.test(name) ? { reports: words } : 'acts'
}

function asks({ value }: Word): boolean {
  return /\$\?|\$\{\?\}|PIPESTATUS|pipestatus/.test(value)
}

/** Whether a test of `$?` succeeds where the command before has failed, or where it has succeeded. */
function senseOf(test: Step): 'success' | 'failure' | undefined {
  const only = test.kind === 'list' && test.steps.length === 1 ? test.steps[0] : test
  if (only?.kind === 'pipe' && only.steps.length === 1 && only.steps[0]) {
    const found = senseOf(only.steps[0])
    return only.negated && found ? (found === 'success' ? 'failure' : 'success') : found
  }
  if (only?.kind !== 'command' || !only.words.some(asks)) return undefined
  const line = only.words.map(({ value }) => value).join(' ')
  const isEqual = /(?:-eq|==?|-lt)\s*["']?(?:0|1)/.test(line) || /["']?0["']?\s*(?:-eq|==?)\s/.test(line)
  return isEqual && !/!=|-ne|-gt|-ge/.test(line) && !/(?:-eq|==?)\s*["']?1/.test(line) ? 'success' : 'failure'
}

/** The variables on which a script decides: in `exit`, `return` and tests. */
export function decidedOn(step: Step): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { words } of commandsIn(step, true)) {
    if (!/^(?:exit|return|test|\[|\[\[|\(\()$/.test(words[0]?.value ?? '')) continue
    const isArithmetic = words[0]?.value === '(('
    for (const { value } of asWritten(words).slice(1))
      for (const [, name = ''] of value.matchAll(
        isArithmetic ? /([A-Za-z_]\w*)/g : /\$\{?[#!]?([A-Za-z_]\w*)/g
      ))
        found.add(name)
  }
  return found
}
