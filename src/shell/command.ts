import { executed } from './find-exec.ts'
import { inputOf, outputOf } from './input.ts'
import { type Launched, launch, launchersIn } from './launchers.ts'
import { mayBeTemplate, opened, trapped } from './nested.ts'
import { lossHere, lost, type ShellPlace } from './shell-place.ts'
import type { Command, Step, Word } from './step.ts'
import { optionsSet } from './variables.ts'
import { costOfShell, type Held, type Here, maxDepth } from './walk.ts'
import { baseName } from './word.ts'

/** Reads a command: what is written in its words first, then what it runs. */
export function command(written: Command, here: Here): Step {
  const { walk, shell, place } = here
  const { variables } = walk
  const itself = { steps: [written], from: 0 }
  const alone = written.words.length === 0 ? place : lost(place, 'output', itself)
  const assignments = written.assignments.map(({ name, value }) => {
    const found = { name, value: inWord(value, { ...here, place: inside(alone) }) }
    variables.assign(name, found.value)
    walk.assignments.push(found)
    return found
  })
  const substituted = { ...here, place: inside(lost(place, 'output', itself)) }
  const own = given(written, here).map((word) => inWord(word, substituted))
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
  if (first.value === 'set' && words[1]?.value === '--') shell.args = words.slice(1)
  const found = started(read, launch(words, input), { ...here, place: { ...place, input } })
  const text = read.output && outputOf(found, place.input).text
  if (read.output && text) variables.write(read.output.value, text)
  return found
}

function inside(place: ShellPlace): ShellPlace {
  const { inverse: _, ...around } = place
  return { ...around, isCaptured: true, input: { from: [] }, depth: place.depth + 1 }
}

function inWord(word: Word, here: Here): Word {
  return word.steps.length === 0
    ? word
    : { ...word, steps: word.steps.map((step) => here.read.step(step, here)) }
}

function called(held: Held, read: Command, here: Here): Command {
  const { shell, walk } = here
  const { inverse: _, ...place } = here.place
  if (place.depth < maxDepth) {
    const { args, inside } = shell
    shell.args = read.words
    const returned = lossHere(place, shell)
    if (!held.isRead) readBody(held, { ...here, place: { ...place, returned, depth: place.depth + 1 } })
    else
      for (const pass of held.passes) {
        if (walk.left < 0) break
        walk.left -= costOfShell
        shell.inside = undefined
        command(pass.written, { ...here, place: { ...pass.place, depth: place.depth + 1 } })
      }
    shell.args = args
    shell.inside = inside
  }
  return { ...read, call: held.read }
}

/** Reads a function where it is first called. */
export function readBody(held: Held, here: Here): void {
  held.isRead = true
  here.shell.inside = held
  held.read.body = here.read.step(held.written.body, here)
}

/** The words of a command with what the shell or function was given in place of `$@`, `$1` … */
function given(written: Command, { shell, place }: Here): readonly Word[] {
  const { args, inside } = shell
  if (args === undefined || !written.words.some(({ value }) => parameter.test(value))) return written.words
  if (inside !== undefined && inside.passes.length < 3) inside.passes.push({ written, place })
  return written.words.flatMap((word) => {
    const [, number, all] = parameter.exec(word.value) ?? []
    if (all !== undefined) return args.slice(1, maxArgs)
    return (number !== undefined && args[Number(number)]) || word
  })
}

const parameter = /^\$(?:\{?(\d)\}?|\{?([@*])\}?)$/
const maxArgs = 100

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
  const { guard, loop, isBackground, isElsewhere, isUncalled, isCaptured, input } = place
  const context = {
    input,
    isBackground,
    isElsewhere,
    isUncalled,
    isCaptured,
    ...(guard && { guard }),
    ...(loop && { loop })
  }
  walk.programs.push({ name, words, command, ...context, ...(loss && { loss }) })
  if (name === 'find') for (const found of executed(words)) runEach(found, read, { ...here, place })
  if (name === 'trap' && words[1] !== undefined && words.length > 2) trapped(words[1], { ...here, place })
  return command
}

/** The place of what a launcher runs. */
function around(place: ShellPlace, { isElsewhere, loops }: Launched): ShellPlace {
  let { loop } = place
  for (const kind of loops) loop = { kind, ...(loop && { outer: loop }) }
  return { ...place, isElsewhere: place.isElsewhere || isElsewhere, ...(loop && { loop }) }
}

function runEach(
  { words, isCounted }: { readonly words: readonly Word[]; readonly isCounted: boolean },
  read: Command,
  here: Here
): void {
  const { place, walk } = here
  if (place.depth >= maxDepth) {
    walk.unread.push({ string: words[0]?.string ?? 0, start: words[0]?.start ?? Number.NaN, why: 'depth' })
    return
  }
  const loop = { kind: 'find' as const, ...(place.loop && { outer: place.loop }) }
  const inside = {
    ...(isCounted ? place : lost(place, 'find', { steps: [read], from: 0 })),
    loop,
    input: { from: [] },
    depth: place.depth + 1
  }
  started({ kind: 'command', words, assignments: [] }, launch(words, inside.input), {
    ...here,
    place: inside
  })
}
