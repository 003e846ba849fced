import { executed } from './find-exec.ts'
import { inputOf, outputOf } from './input.ts'
import { type Launched, launch, launchersIn } from './launchers.ts'
import { mayBeTemplate, opened, trapped } from './nested.ts'
import { lossHere, lost, type ShellPlace } from './shell-place.ts'
import type { Command, Step, Word } from './step.ts'
import { optionsSet } from './variables.ts'
import { type Held, type Here, maxDepth } from './walk.ts'
import { baseName } from './word.ts'

/** Reads a command: what is written in its words first, then what it runs. */
export function command(written: Command, here: Here): Step {
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

function inside(place: ShellPlace): ShellPlace {
  return { ...place, input: { from: [] }, depth: place.depth + 1 }
}

function inWord(word: Word, here: Here): Word {
  return word.steps.length === 0
    ? word
    : { ...word, steps: word.steps.map((step) => here.read.step(step, here)) }
}

function called(held: Held, read: Command, here: Here): Command {
  if (!held.isRead && here.place.depth < maxDepth)
    readBody(held, { ...here, place: { ...here.place, depth: here.place.depth + 1 } })
  return { ...read, call: held.read }
}

/** Reads a function where it is first called. */
export function readBody(held: Held, here: Here): void {
  held.isRead = true
  held.read.body = here.read.step(held.written.body, here)
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
