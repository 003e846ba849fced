import type { Command, Routine, Script, Step } from './step.ts'

/**
 * The commands of a step in the order of the script, those in its substitutions left out. Scripts for another shell
 * are only entered where `isDeep` says so: their `exit` does not end this one.
 */
export function* commandsIn(step: Step, isDeep = false): Generator<Command> {
  // A stack, not a recursion: an `elif` chain can be very long.
  const waiting: Step[] = [step]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'command') yield next
    else if (next.kind !== 'script' || next.isSame || isDeep) pushAll(waiting, parts(next))
  }
}

/** Whether any command in a step is such. */
export function someCommand(step: Step, matches: (command: Command) => boolean, isDeep = false): boolean {
  for (const command of commandsIn(step, isDeep)) if (matches(command)) return true
  return false
}

/** The scripts in a step, those inside other scripts left out. */
export function* scriptsIn(step: Step): Generator<Script> {
  const waiting: Step[] = [step]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'script') yield next
    else if (next.kind !== 'command') pushAll(waiting, parts(next))
  }
}

/** The functions that a step defines, called or not. */
export function* routinesIn(step: Step): Generator<Routine> {
  const waiting: Step[] = [step]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'routine') yield next
    if (next.kind !== 'command') pushAll(waiting, parts(next))
  }
}

/** The first of the steps on top. Not by spreading them: a script may have more steps than a call takes arguments. */
function pushAll(waiting: Step[], steps: readonly Step[]): void {
  for (let at = steps.length - 1; at >= 0; at--) waiting.push(steps[at] as Step)
}

function parts(step: Exclude<Step, Command>): readonly Step[] {
  if (step.kind === 'routine' || step.kind === 'script') return [step.body]
  if (step.kind === 'loop') return step.test ? [step.test, step.body] : [step.body]
  if (step.kind === 'if') return [step.test, step.body, ...(step.otherwise ? [step.otherwise] : [])]
  return step.steps
}
