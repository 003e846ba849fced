import {
  type Command,
  type Guard,
  type Program,
  type Reading,
  someCommand,
  type Word
} from '../../shell/index.ts'
import { isWork, shown } from './exit-code/script-work.ts'
import { judgeReading } from './idempotency/script.ts'

/** Work that a script repeats by itself until it succeeds. */
export interface OwnRetry {
  readonly words: readonly Word[]
  /** Completes "…, but it ___"; undefined where only somebody's declaration says that it must not be done twice. */
  readonly why: string | undefined
  /** A loop of the script, or a tool that tries again. */
  readonly by: 'loop' | 'tool'
}

/** What a script tries again and again though it must not be done twice: of any work where `isDeclared` says so. */
export function ownRetry(reading: Reading, isDeclared: boolean): OwnRetry | undefined {
  const verdicts = judgeReading(reading)
  const ways = reading.programs.filter(isWayOut)
  for (const [at, program] of reading.programs.entries()) {
    const judged = verdicts[at]
    const isUnsafe = judged?.effect === 'write' || (isDeclared && isWork(program.command))
    if (!isUnsafe || program.isUncalled || program.loop === undefined) continue
    const by = repeats(program, reading, ways)
    if (by === undefined) continue
    return { words: shown(program.command), why: judged?.effect === 'write' ? judged.why : undefined, by }
  }
  return undefined
}

/** How a program is tried again after a failure of its own. */
function repeats(
  program: Program,
  { programs }: Reading,
  ways: readonly Program[]
): OwnRetry['by'] | undefined {
  for (let at = program.loop; at !== undefined; at = at.outer) if (at.kind === 'retry') return 'tool'
  // Another one in each turn: `for f in *.csv`, `while read -r id`.
  const variables = new Set<string>()
  for (let at = program.loop; at !== undefined; at = at.outer) if (at.variable) variables.add(at.variable)
  const isEach = program.words.some(({ value }) =>
    [...value.matchAll(/\$\{?(\w+)/g)].some(([, name = '']) => variables.has(name))
  )
  if (isEach) return undefined
  for (let loss = program.loss; loss !== undefined; loss = loss.outer)
    if (loss.kind === 'while') return 'loop'
  const isLeft = ways.some(
    (way) =>
      way.loop !== undefined && isInside(way, program, programs) && isGuardedBy(way.guard, program.command)
  )
  return isLeft ? 'loop' : undefined
}

/** Whether a way out of a loop stands in a loop of the program. */
function isInside(way: Program, program: Program, programs: readonly Program[]): boolean {
  return way.loop === program.loop && programs.indexOf(way) > programs.indexOf(program)
}

function isWayOut({ name, words, loop }: Program): boolean {
  if (loop === undefined) return false
  return name === 'break' || (/^(?:exit|return)$/.test(name) && /^0?$/.test(words[1]?.value ?? ''))
}

/** Whether something runs only where a command has succeeded: `work && break`, `if work; then break; fi`. */
function isGuardedBy(guard: Guard | undefined, command: Command): boolean {
  for (let at = guard; at !== undefined; at = at.outer) {
    const holds = someCommand(at.test, (one) => one === command, true)
    const asksStatus = someCommand(
      at.test,
      ({ words }) => words.some(({ value }) => status.test(value)),
      true
    )
    if ((holds && at.when === 'success') || asksStatus) return true
  }
  return false
}

const status = /\$\?|\$\{?(?:rc|ret|code|status|exit_?code|result|ok|success|done)\}?$/i
