import { asWritten, baseName, type Command, type Step, type Word } from '../../../shell/index.ts'
import { isNotice } from '../idempotency/http.ts'
import { shown, work } from './script-work.ts'

/** The script's own functions by their names. */
export type Routines = ReadonlyMap<string, Step>

/** The last words of a step that never fails, whatever happened before it; undefined for any other. */
export function alwaysSucceeds(
  step: Step | undefined,
  routines: Routines,
  depth = 0
): readonly Word[] | undefined {
  if (step === undefined || depth > 8) return undefined
  const calm = (part: Step | undefined) => alwaysSucceeds(part, routines, depth + 1)
  switch (step.kind) {
    case 'command':
      return calmCommand(step, routines, depth)
    case 'list':
      if (step.isCase || step.background) return undefined
      return step.steps.every(calm) ? calm(step.steps.at(-1)) : undefined
    case 'chain':
      return step.operators.at(-1) === '||' || step.steps.every(calm) ? calm(step.steps.at(-1)) : undefined
    case 'pipe':
      return step.negated || !step.steps.every((part) => work(part) === undefined)
        ? undefined
        : calm(step.steps.at(-1))
    case 'script':
      return calm(step.body)
    default:
      return undefined
  }
}

function calmCommand(command: Command, routines: Routines, depth: number): readonly Word[] | undefined {
  // As written: `exit $code` is decided elsewhere, whatever was last put into the variable.
  const [name = '', code] = asWritten(command.words).map(({ value }) => value)
  const values = command.assignments.map(({ value }) => value)
  // A variable that holds no command's output.
  if (name === '' || /^(?:export|unset|local)$/.test(name))
    return [...command.words, ...values].every(({ steps }) => steps.length === 0)
      ? [...command.words, ...values]
      : undefined
  if (name === 'exit' || name === 'return') return code === '0' ? command.words : undefined
  if (name === 'wait') return code === undefined ? command.words : undefined
  const body = routines.get(name)
  if (body !== undefined) return alwaysSucceeds(body, routines, depth + 1) && shown(command)
  const program = baseName(name)
  const isForced = program === 'rm' && command.words.some(({ value }) => /^-[a-zA-Z]*f/.test(value))
  const isSafe = calmPrograms.test(program) || isForced || isNotice(command.words)
  return isSafe ? shown(command) : undefined
}

/** `kill` succeeds where what it ends is still there. */
const calmPrograms = /^(?:true|:|echo|printf|sleep|date|kill|break|continue|logger)$/
