import {
  type Guard,
  type Loss,
  type Program,
  type Reading,
  type Step,
  someCommand,
  type Word
} from '../../../shell/index.ts'
import { isNotYetDone } from './guard.ts'
import { judgeCommand } from './judge-command.ts'
import { type Verdict, verdict, why } from './verdict.ts'

/** What each program of a container does, in order. */
export function judgeReading({ programs, assignments }: Reading, isDry = false): readonly Verdict[] {
  const dry =
    isDry ||
    assignments.some(({ name, value }) => isDrySetting(name, value.value)) ||
    programs.some(({ words }) => words[0]?.value === 'export' && words.some(isDryWord))
  return programs.map((program) => {
    const judged = judgeProgram(program)
    const isExcused = judged.isOwn && (dry || program.command.through?.some((words) => words.some(isDryWord)))
    return isExcused ? verdict('opaque', why.dry, []) : judged
  })
}

/** Whether a variable tells a program only to show what it would do: `DRY_RUN=true`. */
export function isDrySetting(name: string, value: string): boolean {
  return /^(?:\w+_)?(?:DRY_?RUN|NOOP)$/i.test(name) && /^(?:true|1|yes|on)$/i.test(value)
}

function isDryWord({ value }: Word): boolean {
  const equals = value.indexOf('=')
  return equals > 0 && isDrySetting(value.slice(0, equals), value.slice(equals + 1))
}

/** A write behind a check, or one whose second run is refused without harm, can be repeated. */
function judgeProgram({ words, input, guard, loss }: Program): Verdict {
  const judged = judgeCommand(words, input)
  if (judged.effect !== 'write') return judged
  if (isNotYetDone(guard)) return { ...judged, effect: 'safe', why: why.checked }
  if (
    (judged.why === why.send || judged.why === why.post) &&
    (loss?.kind === 'trap' || isAfterFailure(guard))
  )
    return { ...judged, effect: 'idle', why: why.notice }
  return judged.refusedTwice && isTolerated(loss) ? { ...judged, effect: 'safe', why: why.repeats } : judged
}

/** Whether something runs only where a command before it has failed: then it says so. */
function isAfterFailure(guard: Guard | undefined): boolean {
  for (let at = guard; at !== undefined; at = at.outer) {
    const isNegated = at.test.kind === 'list' && at.test.steps.length === 1 ? at.test.steps[0] : at.test
    const isFailure =
      (isNegated?.kind === 'pipe' && isNegated.negated ? 'success' : 'failure') === at.when ||
      asksStatus(at.test)
    if (isFailure && (someCommand(at.test, doesWork, true) || asksStatus(at.test))) return true
  }
  return false
}

function asksStatus(test: Step): boolean {
  return someCommand(test, ({ words }) =>
    words.some(({ value }) => /\$\?|\$\{?(?:rc|ret|code|status|exit_?code|result|failed)\}?$/i.test(value))
  )
}

function doesWork({ words }: { readonly words: readonly Word[] }): boolean {
  return (
    !/^(?:read|idle)$/.test(judgeCommand(words, { from: [] }).effect) ||
    /dump|backup/.test(words[0]?.value ?? '')
  )
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
