import type { Command, Loss, Rest, Step, Word } from '../../../shell/index.ts'
import { asWritten, someCommand } from '../../../shell/index.ts'
import { alwaysSucceeds, type Routines } from './calm.ts'
import { isWork } from './script-work.ts'

/** What a script still does after a command whose failure does not stop it. */
export interface Afterwards {
  /** All of it succeeds, whatever happened; the words are the last of it, empty where nothing follows. */
  readonly calm: readonly Word[] | undefined
  /** Some of it is work. */
  readonly hasWork: boolean
  /** The step whose status is that of the script. */
  readonly last: Step | undefined
  /** It is repeated by a loop; `isEndless` where only a success of its own leaves that loop. */
  readonly isInLoop: boolean
  /** The rest of the loop's turn always succeeds. */
  readonly isCalmTurn: boolean
  readonly isEndless: boolean
  /** An `exit $code` or `return $code` follows: the script says itself how it ended. */
  readonly isDecided: boolean
  /** What else hides it, outside of the lists and loops that it stands in. */
  readonly outer: Loss | undefined
}

/** What runs after a failure that is lost in lists and loops, up to another loss. */
export function afterwards(loss: Loss | undefined, routines: Routines): Afterwards {
  let [isCalm, hasWork, isInLoop, isCalmTurn, isEndless] = [true, false, false, true, false]
  let calm: readonly Word[] = []
  let isDecided = false
  let last: Step | undefined
  let at = loss
  for (; at !== undefined && (at.kind === 'next' || at.kind === 'loop'); at = at.outer) {
    if (at.kind === 'loop') {
      if (!isInLoop) isCalmTurn = isCalm
      isInLoop = true
      isEndless ||= isForEver(first(at.after))
      continue
    }
    if (at.after === undefined) continue
    const { steps, from } = at.after
    const { end, calmFrom, lastWork, isExit, lastDecision } = factsOf(steps, routines)
    isDecided ||= lastDecision >= from
    if (from >= end) continue
    last = steps[end - 1]
    if (from >= calmFrom) calm = alwaysSucceeds(last, routines) ?? calm
    else isCalm = false
    hasWork ||= lastWork >= from
    if (isExit)
      return {
        calm: isCalm ? calm : undefined,
        hasWork,
        last,
        isInLoop,
        isCalmTurn,
        isEndless,
        isDecided,
        outer: undefined
      }
  }
  return {
    calm: isCalm ? calm : undefined,
    hasWork,
    last,
    isInLoop,
    isCalmTurn,
    isEndless,
    isDecided,
    outer: at
  }
}

/** The first of the steps that follow. */
export function first(rest: Rest | undefined): Step | undefined {
  return rest?.steps[rest.from]
}

/** What is true of the steps of a list up to an `exit`; each list is looked at once. */
interface Facts {
  /** Where it ends: behind an `exit` with a code, before a bare one, which hands on the status of the command before. */
  readonly end: number
  readonly isExit: boolean
  /** From here to the end all steps always succeed. */
  readonly calmFrom: number
  /** The last step with work in it; -1 for none. */
  readonly lastWork: number
  /** The last `exit $code` or `return $code`; -1 for none. */
  readonly lastDecision: number
}

const known = new WeakMap<readonly Step[], Facts>()

function factsOf(steps: readonly Step[], routines: Routines): Facts {
  const found = known.get(steps)
  if (found !== undefined) return found
  const exit = steps.findIndex((step) => step.kind === 'command' && isWayOut(step))
  const code = exit < 0 ? undefined : (steps[exit] as Command).words[1]
  const end = exit < 0 ? steps.length : code === undefined ? exit : exit + 1
  let calmFrom = end
  while (calmFrom > 0 && alwaysSucceeds(steps[calmFrom - 1], routines)) calmFrom--
  const facts = {
    end,
    isExit: exit >= 0,
    calmFrom,
    lastWork: steps.slice(0, end).findLastIndex(holdsWork),
    lastDecision: steps.findLastIndex(decides)
  }
  known.set(steps, facts)
  return facts
}

function isWayOut({ words }: Command): boolean {
  return words[0]?.value === 'exit'
}

function decides(step: Step): boolean {
  if (step.kind !== 'command') return false
  const [name, code] = asWritten(step.words)
  return (
    /^(?:exit|return)$/.test(name?.value ?? '') && code?.value.startsWith('$') === true && code.value !== '$?'
  )
}

function holdsWork(step: Step): boolean {
  return someCommand(step, isWork, true)
}

/** `while true`, `until false`, `for ((;;))`. */
function isForEver(step: Step | undefined): boolean {
  if (step?.kind !== 'loop') return false
  const test = step.test?.kind === 'list' && step.test.steps.length === 1 ? step.test.steps[0] : step.test
  if (test === undefined) return true
  const line = test.kind === 'command' ? test.words.map(({ value }) => value).join(' ') : ''
  return step.keyword === 'until'
    ? line === 'false'
    : /^(?:true|:|\[\[? (?:1|true) \]?\]?|\(\( *1 *)$/.test(line)
}
