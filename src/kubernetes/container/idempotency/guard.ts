import {
  type Chain,
  type Command,
  type Guard,
  type Step,
  someCommand,
  type Word
} from '../../../shell/index.ts'
import { judgeCommand } from './judge-command.ts'

/** Whether one of the checks before a program lets it run only where its work is not yet done. */
export function isNotYetDone(guard: Guard | undefined): boolean {
  const open: Guard[] = []
  let at = guard
  // From the outermost inwards, each judged once: thousands of programs may stand behind the same check.
  for (; at !== undefined && !judged.has(at); at = at.outer) open.push(at)
  let isDone = at !== undefined && judged.get(at) === true
  for (const one of open.reverse()) {
    isDone ||= asksFor(one) === 'absent'
    judged.set(one, isDone)
  }
  return isDone
}

const judged = new WeakMap<Guard, boolean>()

/** What a guard asks for: with `present` the work is done where the program runs, with `absent` it is not. */
function asksFor({ test, length, when }: Guard): 'present' | 'absent' | undefined {
  const found = length !== undefined && test.kind === 'chain' ? checksStart(test, length) : checks(test)
  return when === 'success' ? found : opposite(found)
}

/** What the first steps of a chain ask for: `check && echo done || write`: the echo asks nothing, so the check decides. */
function checksStart(chain: Chain, length: number): 'present' | 'absent' | undefined {
  let found = starts.get(chain)
  if (found === undefined) {
    found = []
    for (const [at, step] of chain.steps.slice(0, -1).entries()) {
      const known = checks(step)
      const isForgotten = chain.operators[at - 1] === '||' && known === undefined
      found.push(isForgotten ? undefined : (known ?? found.at(-1)))
    }
    starts.set(chain, found)
  }
  return found[length - 1]
}

const starts = new WeakMap<Chain, ('present' | 'absent' | undefined)[]>()

/**
 * Whether a step asks if the work is already done: its success means that the result is `present` or `absent`;
 * undefined where it asks something else, such as whether a variable is set or a server is up.
 */
function checks(step: Step | undefined, depth = 0): 'present' | 'absent' | undefined {
  if (step === undefined || depth > 8) return undefined
  switch (step.kind) {
    case 'command':
      return checksCommand(step, depth)
    case 'pipe': {
      const found = step.steps.length > 1 ? checksPipe(step.steps, depth) : checks(step.steps[0], depth + 1)
      return step.negated ? opposite(found) : found
    }
    case 'list':
      return checks(step.steps.at(-1), depth + 1)
    case 'script':
      return checks(step.body, depth + 1)
    case 'chain':
      if (step.operators.some((operator) => operator === '||')) return undefined
      return step.steps
        .slice(0, 20)
        .map((part) => checks(part, depth + 1))
        .find((found) => found !== undefined)
    default:
      return undefined
  }
}

/** Whether a step asks the outside world, so that its answer tells what has been done before. */
function asks(step: Step): boolean {
  if (step.kind === 'script') return asks(step.body)
  if (step.kind === 'list' || step.kind === 'pipe') return step.steps.slice(0, 20).some(asks)
  // With a stand-in (`alembic current || echo none`) no answer of a migration tool is sure, and half a migration is pending.
  if (step.kind === 'chain')
    return (
      step.steps.slice(0, 20).some(asks) &&
      !someCommand(step, ({ words }) => words.slice(0, 3).some(({ value }) => migrating.test(value)))
    )
  if (step.kind !== 'command') return false
  return (
    judgeCommand(step.words, { from: [] }).effect === 'read' &&
    !/^(?:cat|cut|tr|wc|base64|jq|openssl|head|tail|awk|tree|dig)$/.test(step.words[0]?.value ?? '')
  )
}

const migrating = /^(?:alembic|prisma|flyway|liquibase|goose|dbmate|sqitch|atlas|knex|sequelize|typeorm)$/

function opposite(found: 'present' | 'absent' | undefined): 'present' | 'absent' | undefined {
  return found && (found === 'present' ? 'absent' : 'present')
}

function checksPipe(steps: readonly Step[], depth: number): 'present' | 'absent' | undefined {
  const last = steps.at(-1)
  if (last?.kind !== 'command') return undefined
  const name = last.words[0]?.value ?? ''
  if (!/^(?:[ef]?grep|jq|rg|awk|read)$/.test(name)) return undefined
  const isAsked = steps
    .slice(0, -1)
    .some((step) => asks(step) || (step.kind === 'command' && step.words.some((word) => holdsAnswer(word))))
  const isInverse = last.words.some(({ value }) => /^-[a-zA-Z]*v/.test(value))
  return isAsked && depth <= 8 ? (isInverse ? 'absent' : 'present') : undefined
}

function checksCommand(command: Command, depth: number): 'present' | 'absent' | undefined {
  const [first] = command.words
  if (first === undefined)
    return command.assignments.some(({ value }) => value.steps.some(asks)) ? 'present' : undefined
  if (/^(?:test|\[|\[\[)$/.test(first.value)) return checksTest(command.words.slice(1))
  if (command.call !== undefined) return checks(command.call.body, depth + 4)
  return asks(command) ? 'present' : undefined
}

/** `[ -f done ]`, `[ "$(psql …)" = 1 ]`, `[ -n "$rows" ]`. */
function checksTest(test: readonly Word[]): 'present' | 'absent' | undefined {
  const words = test.filter(({ value }) => value !== ']' && value !== ']]')
  if (words[0]?.value === '!') return opposite(checksTest(words.slice(1)))
  const [first, second, third] = words
  if (first === undefined) return undefined
  if (/^-[efdsrLhx]$/.test(first.value)) return 'present'
  if (first.value === '-z' || first.value === '-n') {
    if (second === undefined || !holdsAnswer(second)) return undefined
    return first.value === '-n' ? 'present' : 'absent'
  }
  if (second === undefined) return holdsAnswer(first) ? 'present' : undefined
  if (third === undefined || ![first, third].some((word) => holdsAnswer(word))) return undefined
  const isNothing = /^(?:|0|f|false|no|none|null|nil|absent|notfound|pending|1970.*)$/i.test(
    holdsAnswer(first) ? third.value : first.value
  )
  if (/^(?:=|==|-eq|=~)$/.test(second.value)) return isNothing ? 'absent' : 'present'
  if (/^(?:!=|-ne)$/.test(second.value)) return isNothing ? 'present' : 'absent'
  if (/^-g[te]$/.test(second.value)) return 'present'
  return /^-l[te]$/.test(second.value) ? 'absent' : undefined
}

function holdsAnswer(word: Word): boolean {
  return (word.from ?? word.steps).some(asks)
}
