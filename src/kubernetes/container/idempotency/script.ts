import { type Command, readShell, type Step, type Word } from '../../../shell/index.ts'
import { judgeCommand } from './command.ts'
import { asks, checks, stops } from './guard.ts'
import { inputOf, output, resolve } from './input.ts'
import { type Input, type Verdict, verdict, why } from './verdict.ts'

/** What each command of a container does, in order. */
export function judgeScript(step: Step): readonly Verdict[] {
  const walk: Walk = {
    found: [],
    answers: new Set(),
    values: new Map(),
    routines: new Map(),
    written: new Map(),
    uncalled: new Set()
  }
  visit(step, walk, { isGuarded: false, isTolerated: false, input: { from: [] }, depth: 0 })
  for (const body of walk.uncalled)
    visit(body, walk, { isGuarded: false, isTolerated: false, input: { from: [] }, depth: 8 })
  return walk.found
}

interface Walk {
  readonly found: Verdict[]
  /** Variables that hold the answer of a query, those whose value is written, and the functions. */
  readonly answers: Set<string>
  readonly values: Map<string, Word>
  readonly routines: Map<string, Step>
  readonly uncalled: Set<Step>
  /** What goes into files. */
  readonly written: Map<string, Word>
}

interface Place {
  /** An "already done" check stands before it. */
  readonly isGuarded: boolean
  /** Its failure is let pass: `|| true`. */
  readonly isTolerated: boolean
  readonly input: Input
  readonly depth: number
}

/** Visits a step; true when whatever follows it in its list runs only where the work is not yet done. */
function visit(step: Step, walk: Walk, place: Place): boolean {
  switch (step.kind) {
    case 'command':
      return run(step, walk, place)
    case 'list': {
      let isGuarded = place.isGuarded
      for (const part of step.steps) isGuarded = visit(part, walk, { ...place, isGuarded }) || isGuarded
      return false
    }
    case 'chain':
      return chain(step, walk, place)
    case 'pipe':
      pipe(step.steps, walk, place)
      return false
    case 'if':
      return branch(step, walk, place)
    case 'loop':
      if (step.test) visit(step.test, walk, place)
      visit(step.body, walk, place)
      return false
    case 'routine':
      walk.routines.set(step.name, step.body)
      walk.uncalled.add(step.body)
      return false
  }
}

/** `check || write`, `! check && write`, `check && exit 0`, `create || true`. */
function chain({ steps, operators }: Step & { kind: 'chain' }, walk: Walk, place: Place): boolean {
  let known: ReturnType<typeof checks>
  let guardsRest = false
  for (const [i, step] of steps.entries()) {
    const [before, after] = [operators[i - 1], operators[i]]
    const runsWhen =
      before === undefined
        ? undefined
        : before === '&&'
          ? known
          : known && (known === 'present' ? 'absent' : 'present')
    const isTolerated = place.isTolerated || (after === '||' && isHarmless(steps[i + 1]))
    visit(step, walk, { ...place, isGuarded: place.isGuarded || runsWhen === 'absent', isTolerated })
    if (runsWhen === 'present' && stops(step)) guardsRest = true
    const found = after === undefined ? undefined : checks(step, walk)
    // `check && echo done || write`: the echo asks nothing, so the check still decides.
    known = found ?? known
    if (before === '||' && found === undefined && after !== undefined) known = undefined
  }
  return guardsRest
}

function isHarmless(step: Step | undefined): boolean {
  return (
    step?.kind === 'command' &&
    /^(?:true|:|echo|exit|printf)$/.test(step.words[0]?.value ?? '') &&
    step.words[1]?.value !== '1'
  )
}

function branch(step: Step & { kind: 'if' }, walk: Walk, place: Place): boolean {
  let guardsRest = false
  // A loop, not a recursion: an `elif` chain can be very long.
  for (let at: Step | undefined = step, isGuarded = place.isGuarded; at !== undefined; ) {
    if (at.kind !== 'if') {
      visit(at, walk, { ...place, isGuarded })
      break
    }
    visit(at.test, walk, { ...place, isGuarded })
    const found = checks(at.test, walk)
    visit(at.body, walk, { ...place, isGuarded: isGuarded || found === 'absent' })
    if (found === 'present' && stops(at.body)) guardsRest = true
    if (found === 'absent' && stops(at.otherwise)) guardsRest = true
    isGuarded ||= found === 'present'
    at = at.otherwise
  }
  return guardsRest
}

function pipe(steps: readonly Step[], walk: Walk, place: Place): void {
  let input = place.input
  for (const step of steps) {
    visit(step, walk, { ...place, input })
    input = output(step, input, walk)
  }
}

function run(command: Command, walk: Walk, place: Place): boolean {
  const inside: Place = { ...place, input: { from: [] } }
  for (const { name, value } of command.assignments) assign(name, value, walk, inside)
  for (const word of [...command.words, ...(command.input ? [command.input] : [])]) {
    for (const step of word.steps) visit(step, walk, inside)
  }
  declare(command, walk)
  const [first] = command.words
  if (first === undefined) return false
  const routine = walk.routines.get(first.value)
  // Each function is entered once, or functions that call each other twice would never end.
  if (routine !== undefined)
    return walk.uncalled.delete(routine) && place.depth < 8 ? call(routine, walk, place) : false
  judge(command, walk, place)
  const text = command.output && output(command, place.input, walk).text
  if (command.output && text) walk.written.set(command.output.value, text)
  return false
}

function call(routine: Step, walk: Walk, place: Place): boolean {
  visit(routine, walk, { ...place, depth: place.depth + 1 })
  return false
}

function assign(name: string, value: Word, walk: Walk, place: Place): void {
  for (const step of value.steps) visit(step, walk, place)
  if (value.steps.some(asks)) walk.answers.add(name)
  if (value.steps.length === 0) walk.values.set(name, value)
}

/** `export X=…`, `local X=$(…)`. */
function declare({ words }: Command, walk: Walk): void {
  if (!/^(?:export|local|declare|readonly|typeset)$/.test(words[0]?.value ?? '')) return
  for (const word of words.slice(1)) {
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word.value) ?? []
    if (name === undefined || value === undefined) continue
    if (word.steps.some(asks)) walk.answers.add(name)
    else walk.values.set(name, { ...word, value: value.replace(/^(["'])(.*)\1$/s, '$2'), inner: Number.NaN })
  }
}

function judge(command: Command, walk: Walk, place: Place): void {
  const words = command.words.map((word) => resolve(word, walk))
  const input = inputOf(command, place.input, walk)
  const judged = judgeCommand(words, input)
  if ('script' in judged) {
    if (place.depth >= 8) return void walk.found.push(verdict('opaque', why.rows, []))
    const { value, string, inner } = judged.script
    const nested = readShell(value, { string, offset: inner, depth: place.depth })
    visit(nested, walk, { ...place, depth: place.depth + 1 })
    return
  }
  walk.found.push(place.isGuarded || place.isTolerated ? excused(judged, place) : judged)
}

/** A write behind a check, or one whose second run is refused without harm. */
function excused(judged: Verdict, place: Place): Verdict {
  if (judged.effect !== 'write') return judged
  if (place.isGuarded) return { ...judged, effect: 'safe', why: why.checked }
  return judged.refusedTwice ? { ...judged, effect: 'safe', why: why.repeats } : judged
}
