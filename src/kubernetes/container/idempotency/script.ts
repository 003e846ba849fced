import type { Loss, Program, Reading, Step } from '../../../shell/index.ts'
import { isNotYetDone } from './guard.ts'
import { judgeCommand } from './judge-command.ts'
import { type Verdict, why } from './verdict.ts'

/** What each program of a container does, in order. */
export function judgeReading({ programs }: Reading): readonly Verdict[] {
  return programs.map(judge)
}

/** A write behind a check, or one whose second run is refused without harm, can be repeated. */
function judge({ words, input, guard, loss }: Program): Verdict {
  const judged = judgeCommand(words, input)
  if (judged.effect !== 'write') return judged
  if (isNotYetDone(guard)) return { ...judged, effect: 'safe', why: why.checked }
  return judged.refusedTwice && isTolerated(loss) ? { ...judged, effect: 'safe', why: why.repeats } : judged
}

/** `create || true`, `{ create; other; } || echo failed`. */
function isTolerated(loss: Loss | undefined): boolean {
  for (let at = loss; at !== undefined; at = at.outer)
    if (at.kind === 'or' && isHarmless(at.after?.steps[at.after.from])) return true
  return false
}

function isHarmless(step: Step | undefined): boolean {
  return (
    step?.kind === 'command' &&
    /^(?:true|:|echo|exit|printf)$/.test(step.words[0]?.value ?? '') &&
    step.words[1]?.value !== '1'
  )
}
