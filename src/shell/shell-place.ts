import type { Guard, Input, Loss, Repeat } from './program.ts'
import type { Command, Step } from './step.ts'

/** What surrounds a step in its script. */
export interface ShellPlace {
  readonly guard?: Guard
  /** What hides a failure that ends the shell here (`set -e`), and one that is only the status of this step. */
  readonly exit?: Loss
  readonly status?: Loss
  /** `set -e` does not count: in conditions, before `&&` and `||`, behind `!`. */
  readonly isTested: boolean
  readonly loop?: Repeat
  readonly isBackground: boolean
  readonly isElsewhere: boolean
  readonly isUncalled: boolean
  readonly input: Input
  /** How many scripts, functions and substitutions it stands in. */
  readonly depth: number
}

/** What hides the failure of a command that stands here. */
export function lossHere(
  place: ShellPlace,
  { isErrexit }: { readonly isErrexit: boolean }
): Loss | undefined {
  return isErrexit && !place.isTested ? place.exit : place.status
}

/** A place where all failures are lost. */
export function lost(place: ShellPlace, kind: Loss['kind'], by?: Step): ShellPlace {
  const outer = place.status
  const loss: Loss = { kind, ...(by && { by }), ...(outer && { outer }) }
  return { ...place, exit: loss, status: loss }
}

/** A place whose status is lost, so that only `set -e` can save its failure. */
export function unnoticed(place: ShellPlace, kind: Loss['kind'], by?: Step): ShellPlace {
  const { status } = lost(place, kind, by)
  return { ...place, ...(status && { status }) }
}

/** A place behind a check. */
export function guarded(place: ShellPlace, guard: Omit<Guard, 'outer'>): ShellPlace {
  return { ...place, guard: { ...guard, ...(place.guard && { outer: place.guard }) } }
}

/** Whether a step ends the script, or this turn of a loop, as a success. */
export function stops(step: Step | undefined): boolean {
  const last = lastCommand(step)
  if (last === undefined) return false
  const [name, code] = last.words
  if (name?.value === 'continue') return true
  return (name?.value === 'exit' || name?.value === 'return') && (code === undefined || code.value === '0')
}

/** Whether a step ends as a failure, whatever happens in it: `exit 1`, `exit $?`, `false`. */
export function fails(step: Step | undefined): boolean {
  const [name, code] = lastCommand(step)?.words ?? []
  if (name?.value === 'false') return true
  return (name?.value === 'exit' || name?.value === 'return') && code !== undefined && code.value !== '0'
}

function lastCommand(step: Step | undefined): Command | undefined {
  let at = step
  while (at?.kind === 'list' || at?.kind === 'chain') at = at.steps.at(-1)
  return at?.kind === 'command' ? at : undefined
}
