import { type Command, readShell, type Step, type Word } from '../../../shell/index.ts'
import { judgeCommand } from './command.ts'

/** What a script has set so far, as far as it matters to its checks. */
export interface Known {
  /** Variables that hold the answer of a query. */
  readonly answers: ReadonlySet<string>
  readonly routines: ReadonlyMap<string, Step>
}

/**
 * Whether a step asks if the work is already done: its success means that the result is `present` or `absent`;
 * undefined where it asks something else, such as whether a variable is set or a server is up.
 */
export function checks(step: Step | undefined, known: Known, depth = 0): 'present' | 'absent' | undefined {
  if (step === undefined || depth > 8) return undefined
  switch (step.kind) {
    case 'command':
      return checksCommand(step, known, depth)
    case 'pipe': {
      const found =
        step.steps.length > 1 ? checksPipe(step.steps, known, depth) : checks(step.steps[0], known, depth + 1)
      return step.negated ? opposite(found) : found
    }
    case 'list':
      return checks(step.steps.at(-1), known, depth + 1)
    case 'chain':
      if (step.operators.some((operator) => operator === '||')) return undefined
      return step.steps
        .slice(0, 20)
        .map((part) => checks(part, known, depth + 1))
        .find((found) => found !== undefined)
    default:
      return undefined
  }
}

/** Whether a step ends the script, or this turn of a loop, as a success. */
export function stops(step: Step | undefined): boolean {
  if (step?.kind === 'list') return stops(step.steps.at(-1))
  if (step?.kind === 'chain') return stops(step.steps.at(-1))
  if (step?.kind !== 'command') return false
  const [name, code] = step.words
  if (name?.value === 'continue') return true
  return (name?.value === 'exit' || name?.value === 'return') && (code === undefined || code.value === '0')
}

/** Whether a step asks the outside world, so that its answer tells what has been done before. */
export function asks(step: Step): boolean {
  if (step.kind === 'list' || step.kind === 'pipe') return step.steps.slice(0, 20).some(asks)
  if (step.kind !== 'command') return false
  const judged = judgeCommand(step.words, { from: [] })
  if (!('script' in judged))
    return (
      judged.effect === 'read' &&
      !/^(?:cat|cut|tr|wc|base64|jq|openssl|head|tail|awk|tree|dig)$/.test(step.words[0]?.value ?? '')
    )
  const { string, inner, value } = judged.script
  return value.length < 4000 && asks(readShell(value, { string, offset: inner, depth: 8 }))
}

function opposite(found: 'present' | 'absent' | undefined): 'present' | 'absent' | undefined {
  return found && (found === 'present' ? 'absent' : 'present')
}

function checksPipe(steps: readonly Step[], known: Known, depth: number): 'present' | 'absent' | undefined {
  const last = steps.at(-1)
  if (last?.kind !== 'command') return undefined
  const name = last.words[0]?.value ?? ''
  if (!/^(?:[ef]?grep|jq|rg|awk|read)$/.test(name)) return undefined
  const isAsked = steps
    .slice(0, -1)
    .some(
      (step) => asks(step) || (step.kind === 'command' && step.words.some((word) => holdsAnswer(word, known)))
    )
  const isInverse = last.words.some(({ value }) => /^-[a-zA-Z]*v/.test(value))
  return isAsked && depth <= 8 ? (isInverse ? 'absent' : 'present') : undefined
}

function checksCommand(command: Command, known: Known, depth: number): 'present' | 'absent' | undefined {
  const [first] = command.words
  if (first === undefined)
    return command.assignments.some(({ value }) => value.steps.some(asks)) ? 'present' : undefined
  if (/^(?:test|\[|\[\[)$/.test(first.value)) return checksTest(command.words.slice(1), known)
  const routine = known.routines.get(first.value)
  if (routine !== undefined) return checks(routine, known, depth + 4)
  return asks(command) ? 'present' : undefined
}

/** `[ -f done ]`, `[ "$(psql …)" = 1 ]`, `[ -n "$rows" ]`. */
function checksTest(test: readonly Word[], known: Known): 'present' | 'absent' | undefined {
  const words = test.filter(({ value }) => value !== ']' && value !== ']]')
  if (words[0]?.value === '!') return opposite(checksTest(words.slice(1), known))
  const [first, second, third] = words
  if (first === undefined) return undefined
  if (/^-[efdsrLhx]$/.test(first.value)) return 'present'
  if (first.value === '-z' || first.value === '-n') {
    if (second === undefined || !holdsAnswer(second, known)) return undefined
    return first.value === '-n' ? 'present' : 'absent'
  }
  if (second === undefined) return holdsAnswer(first, known) ? 'present' : undefined
  if (third === undefined || ![first, third].some((word) => holdsAnswer(word, known))) return undefined
  const isNothing = /^(?:|0|f|false|no|none|null|nil|absent|notfound|pending|1970.*)$/i.test(
    holdsAnswer(first, known) ? third.value : first.value
  )
  if (/^(?:=|==|-eq|=~)$/.test(second.value)) return isNothing ? 'absent' : 'present'
  if (/^(?:!=|-ne)$/.test(second.value)) return isNothing ? 'present' : 'absent'
  if (/^-g[te]$/.test(second.value)) return 'present'
  return /^-l[te]$/.test(second.value) ? 'absent' : undefined
}

function holdsAnswer(word: Word, known: Known): boolean {
  if (word.steps.some(asks)) return true
  const name = /^\$\{?([A-Za-z_]\w*)/.exec(word.value)?.[1]
  return name !== undefined && known.answers.has(name)
}
