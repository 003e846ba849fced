import { command, readBody } from './command.ts'
import { outputOf } from './input.ts'
import { failing, guarded, losing, lossBy, lost, type ShellPlace, stops, unnoticed } from './shell-place.ts'
import type { Chain, List, Loop, Step } from './step.ts'
import {
  type Held,
  type Here,
  maxNesting,
  outermost,
  type Shell,
  type ShellOptions,
  type Walk
} from './walk.ts'

/** Reads a script in a shell of its own: opens what it hands to further shells, and notes its programs. */
export function expandScript(step: Step, walk: Walk, options: ShellOptions): Step {
  const { isErrexit, isPipefail, args } = options
  const shell: Shell = { isErrexit, isPipefail, args, routines: new Map() }
  const found = expand(step, { walk, shell, read, place: options.place })
  // Reading one may call others, and define some.
  for (const held of shell.routines.values() as Iterable<Held>) {
    if (!held.isRead)
      readBody(held, {
        walk,
        shell,
        read,
        place: { ...outermost, depth: options.place.depth, isUncalled: true }
      })
  }
  return found
}

const read = { step: expand, script: expandScript }

function expand(step: Step, here: Here): Step {
  const { walk } = here
  if (walk.nesting >= maxNesting) {
    walk.unread.push({ ...startOf(step), why: 'depth' })
    return nothing
  }
  walk.nesting++
  const found = expandOne(step, here)
  walk.nesting--
  return found
}

function expandOne(step: Step, here: Here): Step {
  switch (step.kind) {
    case 'command':
      return command(step, here)
    case 'list':
      return list(step, here)
    case 'chain':
      return chain(step, here)
    case 'pipe':
      return pipe(step, here)
    case 'if':
      return branch(step, here)
    case 'loop':
      return loop(step, here)
    case 'routine': {
      const read = { kind: 'routine' as const, name: step.name, body: nothing }
      here.shell.routines.set(step.name, { written: step, read, isRead: false, passes: [] })
      return read
    }
    case 'script':
      return step
  }
}

const nothing: Step = { kind: 'list', steps: [] }

function loop(step: Loop, here: Here): Loop {
  const { keyword } = step
  const variable = variableOf(step)
  const around = {
    kind: keyword,
    ...(variable && { variable }),
    ...(here.place.loop && { outer: here.place.loop })
  }
  const place = { ...here.place, loop: around }
  const whole = { steps: [step], from: 0 }
  const isCounting = keyword === 'for' || keyword === 'select'
  const testing = isCounting
    ? lost(place, 'output', whole)
    : { ...lost(place, 'while', whole), isTested: true }
  const test = step.test && expand(step.test, { ...here, place: testing })
  return { ...step, test, body: expand(step.body, { ...here, place: unnoticed(place, 'loop', whole) }) }
}

/** The variable that is another one in each turn: `for f in *`, `while read -r id`. */
function variableOf({ test }: Loop): string | undefined {
  const only = test?.kind === 'list' && test.steps.length === 1 ? test.steps[0] : test
  if (only?.kind !== 'command') return undefined
  return only.words[0]?.value === 'read' ? only.words.at(-1)?.value : only.assignments[0]?.name
}

function list(step: List, here: Here): List {
  const { steps: written, background = [], isCase } = step
  const inBackground = new Set(background)
  const steps: Step[] = []
  let { place } = here
  for (const [at, part] of written.entries()) {
    const isLast = isCase || at + 1 === written.length
    const rest = { steps, from: at + 1 }
    const around = isLast ? place : unnoticed(place, 'next', rest)
    const isBackground = inBackground.has(part)
    const inside = isBackground ? { ...lost(place, 'background', rest), isBackground } : around
    const found = expand(part, { ...here, place: inside })
    steps.push(found)
    if (!isCase) place = afterwards(found, place)
  }
  const behind = steps.filter((_, at) => inBackground.has(written[at] as Step))
  return { ...step, steps, ...(behind.length > 0 && { background: behind }) }
}

/** What stands before the rest of a list: `check && exit 0`, `if check; then exit 0; fi`. */
function afterwards(step: Step, place: ShellPlace): ShellPlace {
  if (step.kind === 'chain') {
    const at = step.steps.findIndex((part, i) => i > 0 && stops(part))
    if (at < 0) return place
    return guarded(place, {
      test: step,
      length: at,
      when: step.operators[at - 1] === '&&' ? 'failure' : 'success'
    })
  }
  let after = place
  for (let part: Step | undefined = step; part?.kind === 'if'; part = part.otherwise) {
    if (stops(part.body)) after = guarded(after, { test: part.test, when: 'failure' })
    if (stops(part.otherwise)) after = guarded(after, { test: part.test, when: 'success' })
  }
  return after
}

function chain({ steps: written, operators }: Chain, here: Here): Chain {
  const { place, shell } = here
  const steps: Step[] = []
  const found: Chain = { kind: 'chain', steps, operators }
  const rescues = nextOr(operators)
  for (const [at, part] of written.entries()) {
    const before = operators[at - 1]
    const inside =
      before === undefined
        ? place
        : guarded(place, { test: found, length: at, when: before === '&&' ? 'success' : 'failure' })
    const rescue = rescues[at]
    const isLast = at === written.length - 1
    const how = rescue === undefined ? undefined : failing(written[rescue + 1], shell.routines)
    const noted =
      how !== undefined
        ? losing(inside, lossBy(how, place, shell))
        : rescue === undefined
          ? inside
          : lost(inside, 'or', { steps, from: rescue + 1 })
    const isKept = isLast || rescue !== undefined || place.status === undefined || !shell.isErrexit
    const next = isKept ? noted : unnoticed(noted, 'and', { steps, from: at + 1 })
    steps.push(expand(part, { ...here, place: isLast ? inside : { ...next, isTested: true } }))
  }
  return found
}

/** For each step of a chain the next `||` behind it. */
function nextOr(operators: Chain['operators']): (number | undefined)[] {
  const found: (number | undefined)[] = []
  for (let at = operators.length - 1, next: number | undefined; at >= 0; at--) {
    if (operators[at] === '||') next = at
    found[at] = next
  }
  return found
}

function pipe(step: Step & { kind: 'pipe' }, here: Here): Step {
  const { place, shell } = here
  const whole = step.negated ? { ...turned(place), isTested: true } : place
  const steps: Step[] = []
  let { input } = place
  for (const [at, part] of step.steps.entries()) {
    const next = step.steps[at + 1]
    const inside =
      next === undefined || shell.isPipefail ? whole : lost(whole, 'pipe', { steps, from: at + 1 })
    const found = expand(part, { ...here, place: { ...inside, input } })
    steps.push(found)
    if (next !== undefined) input = outputOf(found, input)
  }
  return { ...step, steps }
}

/** Behind a `!`: its failure is lost, or what the script does where the whole succeeds. */
function turned({ inverse, ...place }: ShellPlace): ShellPlace {
  return inverse === undefined ? lost(place, 'not') : losing(place, inverse.loss)
}

function branch(step: Step & { kind: 'if' }, here: Here): Step {
  const levels: (Step & { kind: 'if' })[] = []
  const open: Step[][] = []
  const { shell } = here
  let { place } = here
  let otherwise: Step | undefined = step
  // A loop, not a recursion: an `elif` chain can be very long.
  while (otherwise?.kind === 'if') {
    // What runs when the test fails and when it succeeds, filled in once it is read.
    const [onFailure, onSuccess]: [Step[], Step[]] = [[], []]
    const answer = (written: Step | undefined, steps: Step[], others: Step[]) => {
      const how = failing(written, shell.routines)
      if (how !== undefined) return lossBy(how, place, shell)
      const { status } = lost(place, 'test', { steps, from: 0 })
      return status && { ...status, instead: { steps: others, from: 0 } }
    }
    const asking = losing({ ...place, isTested: true }, answer(otherwise.otherwise, onFailure, onSuccess))
    const inverse = { loss: answer(otherwise.body, onSuccess, onFailure) }
    const test = expand(otherwise.test, { ...here, place: { ...asking, inverse } })
    const body = expand(otherwise.body, { ...here, place: guarded(place, { test, when: 'success' }) })
    onSuccess.push(body)
    open.push(onFailure)
    levels.push({ kind: 'if', test, body, otherwise: undefined })
    place = guarded(place, { test, when: 'failure' })
    otherwise = otherwise.otherwise
  }
  let found: Step | undefined = otherwise && expand(otherwise, { ...here, place })
  for (const [at, level] of [...levels.entries()].toReversed()) {
    if (found !== undefined) open[at]?.push(found)
    found = { ...level, otherwise: found }
  }
  return found ?? nothing
}

/** Where the first word of a step stands. */
function startOf(step: Step): { readonly string: number; readonly start: number } {
  let at: Step | undefined = step
  while (at !== undefined && at.kind !== 'command') {
    if (at.kind === 'list' || at.kind === 'chain' || at.kind === 'pipe') at = at.steps[0]
    else at = at.kind === 'if' ? at.test : at.body
  }
  const { string = 0, start = Number.NaN } = at?.words[0] ?? {}
  return { string, start }
}
