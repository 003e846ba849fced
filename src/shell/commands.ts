import type { Command, Step } from './shell.ts'

/** The commands of a step in the order of the script, those in its substitutions left out. */
export function* commandsIn(step: Step): Generator<Command> {
  // A stack, not a recursion: an `elif` chain can be very long.
  const waiting: Step[] = [step]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'command') yield next
    else waiting.push(...parts(next).reverse())
  }
}

/** Whether any command in a step is such. */
export function someCommand(step: Step, matches: (command: Command) => boolean): boolean {
  for (const command of commandsIn(step)) if (matches(command)) return true
  return false
}

function parts(step: Exclude<Step, Command>): Step[] {
  if (step.kind === 'routine') return [step.body]
  if (step.kind === 'loop') return step.test ? [step.test, step.body] : [step.body]
  if (step.kind === 'if') return [step.test, step.body, ...(step.otherwise ? [step.otherwise] : [])]
  return [...step.steps]
}
