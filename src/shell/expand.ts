import { inputOf, outputOf } from './input.ts'
import { type Launched, launch } from './launchers.ts'
import { readShell } from './parse-script.ts'
import { fails, guarded, lossHere, lost, type Place, stops, unnoticed } from './place.ts'
import type { Program, Unread } from './program.ts'
import type { Chain, Command, List, Routine, Script, Step, Word } from './step.ts'
import { noVariables, optionsSet, type Variables } from './variables.ts'
import { baseName } from './word.ts'

/** All that one reading of a command or script has found so far. */
export interface Walk {
  readonly programs: Program[]
  readonly launchers: (readonly Word[])[]
  readonly assignments: Command['assignments'][number][]
  readonly unread: Unread[]
  readonly variables: Variables
  /** How many characters of scripts inside scripts may still be read: variables can hold each other many times. */
  left: number
  /** How deep the step that is read stands in others, over all scripts. */
  nesting: number
}

/** A shell that reads a script: its options and functions. */
interface Shell {
  isErrexit: boolean
  isPipefail: boolean
  readonly routines: Map<string, Held>
}

/** A function as written, and as read where it is first called. */
interface Held {
  readonly written: Routine
  readonly read: { -readonly [K in keyof Routine]: Routine[K] }
  isRead: boolean
}

/** A walk that has found nothing yet, for strings of this length together. */
export function newWalk(length: number): Walk {
  const left = 4 * length + 100_000
  return {
    programs: [],
    launchers: [],
    assignments: [],
    unread: [],
    variables: noVariables(),
    left,
    nesting: 0
  }
}

/** Where a container's command or a script of its own begins. */
export const outermost: Place = {
  isTested: false,
  isBackground: false,
  isElsewhere: false,
  isUncalled: false,
  input: { from: [] },
  depth: 0
}

const maxDepth = 16
/** What the smallest script costs of the characters that may be read. */
const costOfShell = 50
/** Beyond this the call stack would be in danger. */
const maxNesting = 500

/** Reads a script in a shell of its own: opens what it hands to further shells, and notes its programs. */
export function expandScript(
  step: Step,
  walk: Walk,
  options: Pick<Script, 'isErrexit' | 'isPipefail'> & { readonly place: Place }
): Step {
  const shell = { isErrexit: options.isErrexit, isPipefail: options.isPipefail, routines: new Map() }
  const found = expand(step, { walk, shell, place: options.place })
  // Reading one may call others, and define some.
  for (const held of shell.routines.values() as Iterable<Held>) {
    if (!held.isRead)
      readBody(held, { walk, shell, place: { ...outermost, depth: options.place.depth, isUncalled: true } })
  }
  return found
}

interface Here {
  readonly walk: Walk
  readonly shell: Shell
  readonly place: Place
}

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
    case 'loop': {
      const { keyword } = step
      const loop = { kind: keyword, ...(here.place.loop && { outer: here.place.loop }) }
      const place = { ...here.place, loop }
      const isCounting = keyword === 'for' || keyword === 'select'
      const testing = isCounting ? place : { ...lost(place, 'test', step.body), isTested: true }
      const test = step.test && expand(step.test, { ...here, place: testing })
      return { ...step, test, body: expand(step.body, { ...here, place: unnoticed(place, 'loop') }) }
    }
    case 'routine': {
      const read = { kind: 'routine' as const, name: step.name, body: nothing }
      here.shell.routines.set(step.name, { written: step, read, isRead: false })
      return read
    }
    case 'script':
      return step
  }
}

const nothing: Step = { kind: 'list', steps: [] }

function list(step: List, here: Here): List {
  const { steps: written, background = [], isCase } = step
  const inBackground = new Set(background)
  const steps: Step[] = []
  let { place } = here
  for (const [at, part] of written.entries()) {
    const next = isCase ? undefined : written[at + 1]
    const around = next === undefined ? place : unnoticed(place, 'next', next)
    const isBackground = inBackground.has(part)
    const inside = isBackground ? { ...lost(place, 'background'), isBackground } : around
    const found = expand(part, { ...here, place: inside })
    steps.push(found)
    if (!isCase) place = afterwards(found, place)
  }
  const behind = steps.filter((_, at) => inBackground.has(written[at] as Step))
  return { ...step, steps, ...(behind.length > 0 && { background: behind }) }
}

/** What stands before the rest of a list: `check && exit 0`, `if check; then exit 0; fi`. */
function afterwards(step: Step, place: Place): Place {
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
    const by = rescue === undefined ? undefined : written[rescue + 1]
    const noted = by === undefined || fails(by) ? inside : lost(inside, 'or', by)
    const isKept = isLast || by !== undefined || place.status === undefined || !shell.isErrexit
    const next = isKept ? noted : unnoticed(noted, 'and', written[at + 1])
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
  const whole = step.negated ? { ...lost(place, 'not'), isTested: true } : place
  const steps: Step[] = []
  let { input } = place
  for (const [at, part] of step.steps.entries()) {
    const next = step.steps[at + 1]
    const inside = next === undefined || shell.isPipefail ? whole : lost(whole, 'pipe', next)
    const found = expand(part, { ...here, place: { ...inside, input } })
    steps.push(found)
    if (next !== undefined) input = outputOf(found, input)
  }
  return { ...step, steps }
}

function branch(step: Step & { kind: 'if' }, here: Here): Step {
  const levels: (Step & { kind: 'if' })[] = []
  let { place } = here
  let otherwise: Step | undefined = step
  // A loop, not a recursion: an `elif` chain can be very long.
  while (otherwise?.kind === 'if') {
    const isTold = fails(otherwise.otherwise)
    const test = expand(otherwise.test, {
      ...here,
      place: isTold
        ? { ...place, isTested: true }
        : { ...lost(place, 'test', otherwise.otherwise), isTested: true }
    })
    const body = expand(otherwise.body, { ...here, place: guarded(place, { test, when: 'success' }) })
    levels.push({ kind: 'if', test, body, otherwise: undefined })
    place = guarded(place, { test, when: 'failure' })
    otherwise = otherwise.otherwise
  }
  let found: Step | undefined = otherwise && expand(otherwise, { ...here, place })
  for (const level of levels.toReversed()) found = { ...level, otherwise: found }
  return found ?? nothing
}

function command(written: Command, here: Here): Step {
  const { walk, shell, place } = here
  const { variables } = walk
  const alone = written.words.length === 0 ? place : lost(place, 'output')
  const assignments = written.assignments.map(({ name, value }) => {
    const found = { name, value: inWord(value, { ...here, place: inside(alone) }) }
    variables.assign(name, found.value)
    walk.assignments.push(found)
    return found
  })
  const substituted = { ...here, place: inside(lost(place, 'output')) }
  const own = written.words.map((word) => inWord(word, substituted))
  const words = variables.resolveAll(own)
  const heredoc = written.input && inWord(written.input, substituted)
  variables.declare(own)
  const read: Command = { ...written, words, assignments, ...(heredoc && { input: heredoc }) }
  const [first] = words
  if (first === undefined) return read
  const held = shell.routines.get(first.value)
  if (held !== undefined) return called(held, read, here)
  const input = inputOf(read, place.input, variables)
  const { errexit, pipefail } = optionsSet(read)
  if (errexit !== undefined) shell.isErrexit = errexit
  if (pipefail !== undefined) shell.isPipefail = pipefail
  const found = started(read, launch(words, input), { ...here, place: { ...place, input } })
  const text = read.output && outputOf(found, place.input).text
  if (read.output && text) variables.write(read.output.value, text)
  return found
}

function inside(place: Place): Place {
  return { ...place, input: { from: [] }, depth: place.depth + 1 }
}

function inWord(word: Word, here: Here): Word {
  return word.steps.length === 0 ? word : { ...word, steps: word.steps.map((step) => expand(step, here)) }
}

function called(held: Held, read: Command, here: Here): Command {
  if (!held.isRead && here.place.depth < maxDepth)
    readBody(held, { ...here, place: { ...here.place, depth: here.place.depth + 1 } })
  return { ...read, call: held.read }
}

function readBody(held: Held, here: Here): void {
  held.isRead = true
  held.read.body = expand(held.written.body, here)
}

/** A command that launches a script becomes a step of its own; every other is noted as a program. */
function started(read: Command, launched: Launched, here: Here): Step {
  const { walk, shell } = here
  const place = around(here.place, launched)
  const whole = read.words
  const { through, script } = launched
  walk.launchers.push(...launchersIn(launched))
  if (script !== undefined) {
    const body = opened(script, launched, { ...here, place })
    const { isErrexit, isPipefail, isSame } = launched
    if (body !== undefined)
      return {
        kind: 'script',
        body,
        whole,
        through,
        isErrexit,
        isPipefail,
        isSame,
        isTemplate: mayBeTemplate.test(script.value)
      }
  }
  const words = script === undefined ? launched.words : (through.at(-1) ?? whole)
  const command: Command = through.length === 0 ? read : { ...read, words, whole, through }
  const name = baseName(words[0]?.value ?? '')
  const loss = lossHere(place, shell)
  const { guard, loop, isBackground, isElsewhere, isUncalled, input } = place
  const context = {
    input,
    isBackground,
    isElsewhere,
    isUncalled,
    ...(guard && { guard }),
    ...(loop && { loop })
  }
  walk.programs.push({ name, words, command, ...context, ...(loss && { loss }) })
  if (name === 'find') for (const found of executed(words)) runEach(found, read, { ...here, place })
  if (name === 'trap' && words[1] !== undefined && words.length > 2) trapped(words[1], { ...here, place })
  return command
}

/** The words of each launcher without what it launches; a script for a shell counts as launched. */
function launchersIn({ through, words, script }: Launched): (readonly Word[])[] {
  return through.map((layer, at) => {
    const inner = through[at + 1] ?? (words.length > 0 ? words : undefined)
    if (inner === undefined) return layer.filter((word) => word !== script)
    const isRest = layer.at(-1) === inner.at(-1)
    return isRest ? layer.slice(0, layer.length - inner.length) : layer
  })
}

/** The place of what a launcher runs. */
function around(place: Place, { isElsewhere, loops }: Launched): Place {
  let { loop } = place
  for (const kind of loops) loop = { kind, ...(loop && { outer: loop }) }
  return { ...place, isElsewhere: place.isElsewhere || isElsewhere, ...(loop && { loop }) }
}

/** A script inside the script, read in a shell of its own or, for `eval`, in the same one. */
function opened(
  text: Word,
  { isErrexit, isPipefail, isSame }: Omit<Launched, 'words' | 'through' | 'loops' | 'isElsewhere'>,
  here: Here
): Step | undefined {
  const { walk, shell, place } = here
  const { value, string, inner } = text
  walk.left -= value.length + costOfShell
  if (place.depth >= maxDepth || walk.left < 0) {
    walk.unread.push({ string, start: inner, why: place.depth >= maxDepth ? 'depth' : 'size' })
    return undefined
  }
  const step = readShell(value, { string, offset: inner, depth: 0, unread: walk.unread })
  const deeper = { ...place, depth: place.depth + 1 }
  if (isSame) return expand(step, { walk, shell, place: deeper })
  const loss = lossHere(place, shell)
  const { exit: _, status: __, ...bare } = deeper
  const inside = { ...bare, isTested: false, ...(loss && { exit: loss, status: loss }) }
  return expandScript(step, walk, { isErrexit, isPipefail, place: inside })
}

/** A script that a template engine has yet to put together. */
const mayBeTemplate = /\{%|\{\{-?\s*(?:if|range|with|else|end|include|template|block|define)\b/

/** The commands of `find … -exec command ;`, each with whether `find` fails when it does: `-exec command +`. */
function* executed(
  words: readonly Word[]
): Generator<{ readonly words: readonly Word[]; readonly isCounted: boolean }> {
  const path = words.find(({ value }, i) => i > 0 && !value.startsWith('-'))?.value ?? ''
  for (let at = 1; at < words.length; at++) {
    if (!/^-(?:exec|execdir|ok|okdir)$/.test(words[at]?.value ?? '')) continue
    const from = at + 1
    while (at < words.length && !/^[;+]$/.test(words[at]?.value ?? '')) at++
    const inside = words.slice(from, at)
    const filled = inside.map((word) => (word.value === '{}' ? { ...word, value: `${path}/{}` } : word))
    if (filled.length > 0) yield { words: filled, isCounted: words[at]?.value === '+' }
  }
}

function runEach(
  { words, isCounted }: { readonly words: readonly Word[]; readonly isCounted: boolean },
  read: Command,
  here: Here
): void {
  const { place } = here
  const loop = { kind: 'find' as const, ...(place.loop && { outer: place.loop }) }
  const inside = {
    ...(isCounted ? place : lost(place, 'find', read)),
    loop,
    input: { from: [] },
    depth: place.depth + 1
  }
  started({ kind: 'command', words, assignments: [] }, launch(words, inside.input), {
    ...here,
    place: inside
  })
}

/** `trap 'rm -f x' EXIT`: it runs, and nobody looks whether it fails. */
function trapped(text: Word, here: Here): void {
  if (/^(?:-|\d*)$/.test(text.value)) return
  opened(
    text,
    { isErrexit: false, isPipefail: false, isSame: true },
    { ...here, place: lost(here.place, 'trap') }
  )
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
