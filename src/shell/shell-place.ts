import type { Guard, Input, Loss, Repeat, Rest } from './program.ts'
import type { Command, Routine, Step } from './step.ts'

/** What surrounds a step in its script. */
export interface ShellPlace {
  readonly guard?: Guard
  /** What hides a failure that ends the shell here (`set -e`), and one that is only the status of this step. */
  readonly exit?: Loss
  readonly status?: Loss
  /** What hides a failure that ends the function here: `return 1`. */
  readonly returned?: Loss | undefined
  /** What hides a failure that a `!` before it turns around, where the script looks at that: `if ! work; then …`. */
  readonly inverse?: { readonly loss: Loss | undefined }
  /** `set -e` does not count: in conditions, before `&&` and `||`, behind `!`. */
  readonly isTested: boolean
  readonly loop?: Repeat
  readonly isBackground: boolean
  readonly isElsewhere: boolean
  readonly isUncalled: boolean
  readonly isCaptured: boolean
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
export function lost(place: ShellPlace, kind: Loss['kind'], after?: Rest): ShellPlace {
  const outer = place.status
  return losing(place, { kind, ...(after && { after }), ...(outer && { outer }) })
}

/** A place where this is what hides all failures; nothing does where it is undefined. */
export function losing(place: ShellPlace, loss: Loss | undefined): ShellPlace {
  const { exit: _, status: __, ...bare } = place
  return loss === undefined ? bare : { ...bare, exit: loss, status: loss }
}

/** A place whose status is lost, so that only `set -e` can save its failure. */
export function unnoticed(place: ShellPlace, kind: Loss['kind'], after?: Rest): ShellPlace {
  const { status } = lost(place, kind, after)
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

/**
 * How a step ends as a failure, whatever happens in it: it ends the shell (`exit 1`, or a function that does), the
 * function around it (`return 1`), or only has that status (`false`). Undefined where it may be a success.
 */
export function failing(
  step: Step | undefined,
  routines: ReadonlyMap<string, { readonly written: Routine }>,
  depth = 0
): 'exit' | 'return' | 'status' | undefined {
  const last = lastCommand(step)
  const [name, code] = last?.words ?? []
  if (name === undefined || depth > 8) return undefined
  if (name.value === 'false') return 'status'
  // After `||` a bare one hands on the code of what has failed.
  const isFailure = code === undefined ? step === last : code.value !== '0'
  if (name.value === 'exit' || name.value === 'return') return isFailure ? name.value : undefined
  const found = failing(routines.get(name.value)?.written.body, routines, depth + 1)
  return found === 'return' ? 'status' : found
}

/** What hides a failure that such a step answers. */
export function lossBy(
  how: NonNullable<ReturnType<typeof failing>>,
  place: ShellPlace,
  shell: { readonly isErrexit: boolean }
): Loss | undefined {
  if (how === 'exit') return place.exit
  return how === 'return' ? place.returned : lossHere(place, shell)
}

function lastCommand(step: Step | undefined): Command | undefined {
  let at = step
  while (at?.kind === 'list' || at?.kind === 'chain') {
    if (at.kind === 'list' && at.isCase) return undefined
    at = at.steps.at(-1)
  }
  return at?.kind === 'command' ? at : undefined
}
