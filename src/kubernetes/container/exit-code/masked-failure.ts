import {
  commandsIn,
  type Program,
  type Reading,
  routinesIn,
  type Step,
  scriptsIn,
  type Word
} from '../../../shell/index.ts'
import { isNotice } from '../idempotency/http.ts'
import { judgeCommand } from '../idempotency/judge-command.ts'
import { endlessPart } from '../never-ends.ts'
import { judgeLoss } from './judge-loss.ts'
import { lyingClient } from './lying-clients.ts'
import type { Known, Mask } from './mask.ts'
import { isWork, shown } from './script-work.ts'
import { decidedOn } from './status-use.ts'

/** What hides the failure of a container's work; undefined where its exit code tells, or nobody can say. */
export function maskedFailure(reading: Reading): Mask | undefined {
  const { step } = reading
  if ([...allScripts(step)].some(({ isTemplate }) => isTemplate) || endlessPart(reading)) return undefined
  const known = knownOf(reading)
  const trap = known.worked && exitTrap(reading.programs, step)
  if (known.worked && trap) return { kind: 'trap', hidden: shown(known.worked.command), by: trap }
  let found: Mask | undefined
  for (const program of reading.programs) {
    const mask = program.isUncalled ? undefined : judgeLoss(program, program.loss, known)
    if (
      mask &&
      (found === undefined || rank(mask) < rank(found) || (mask.kind === 'ending' && found.kind === 'ending'))
    )
      found = mask
  }
  return found ?? lyingClient(reading, known)
}

/** Of several findings the one that is easiest to agree with. */
function rank({ kind }: Mask): number {
  return kind === 'next' ? 2 : kind === 'ending' ? 1 : 0
}

function* allScripts(step: Step): Generator<{ readonly isTemplate: boolean }> {
  const waiting = [step]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
    for (const script of scriptsIn(next)) {
      yield script
      waiting.push(script.body)
    }
}

function knownOf({ step, programs }: Reading): Known {
  const routines = new Map<string, Step>()
  for (const { words, call } of commandsIn(step, true))
    if (call !== undefined) routines.set(words[0]?.value ?? call.name, call.body)
  const commands = programs.map(({ words }) => words.map(({ value }) => value))
  return {
    routines,
    decided: decidedOn(step),
    worked: programs.find(
      ({ command, words, isUncalled }) => !isUncalled && isWork(command) && !isNotice(words)
    ),
    hasOther: programs.some(
      ({ words, input, isUncalled }) =>
        !isUncalled && !isNotice(words) && judgeCommand(words, input).effect !== 'idle'
    ),
    hasErrorTrap: commands.some(([name, ...rest]) => name === 'trap' && rest.includes('ERR')),
    isLenient: commands.some(
      ([name, ...rest]) => name === 'set' && rest.some((word) => /^\+\w*e/.test(word))
    ),
    isCounted: programs.some(
      ({ command, words, loss, isUncalled }) => !loss && !isUncalled && isWork(command) && !isNotice(words)
    ),
    waitsForOne: commands.some(([name, id]) => name === 'wait' && id !== undefined),
    waitsForAll: commands.some(([name, id]) => name === 'wait' && id === undefined)
  }
}

/** `trap 'exit 0' EXIT`, or a function of the script's own that ends so. */
function exitTrap(programs: readonly Program[], script: Step): readonly Word[] | undefined {
  const found = programs.find(({ words }) => {
    const [name, action = '', ...signals] = words.map(({ value }) => value)
    return (
      name === 'trap' &&
      signals.some((signal) => /^(?:EXIT|ERR|0)$/.test(signal)) &&
      (/(?:^|[;&\s])exit\s+0$/.test(action.trimEnd().replace(/;$/, '').trimEnd()) ||
        [...routinesIn(script)].some(({ name, body }) => name === action.trim() && endsWell(body)))
    )
  })
  return found?.words
}

/** Whether the last command of a function is `exit 0`. */
function endsWell(routine: Step): boolean {
  const last = routine?.kind === 'list' && !routine.isCase ? routine.steps.at(-1) : routine
  if (last?.kind !== 'command') return last?.kind === 'list' && endsWell(last)
  return last.words[0]?.value === 'exit' && last.words[1]?.value === '0'
}
