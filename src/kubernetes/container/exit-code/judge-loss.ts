import {
  type Command,
  type Loss,
  type Program,
  type Step,
  someCommand,
  type Word
} from '../../../shell/index.ts'
import { isNotice } from '../idempotency/http.ts'
import { judgeCommand } from '../idempotency/judge-command.ts'
import { split } from '../idempotency/task-names.ts'
import { isServer } from '../servers.ts'
import { afterwards, first } from './afterwards.ts'
import { alwaysSucceeds } from './calm.ts'
import type { Known, Mask } from './mask.ts'
import { contentWith, isReadLater } from './pipes.ts'
import { deletion, isWork, prepares, shown, work } from './script-work.ts'
import { statusUse } from './status-use.ts'

/** Whether such a loss hides the failure of a program, and by what. */
export function judgeLoss(program: Program, loss: Loss | undefined, known: Known): Mask | undefined {
  if (loss === undefined) return undefined
  const { command } = program
  if (known.hasOther && isNotice(program.words)) return undefined
  if (!isWork(command) && !(loss.kind === 'or' && known.worked === undefined && deletion(command)))
    return undefined
  const hidden = shown(command)
  switch (loss.kind) {
    case 'next':
    case 'loop':
      return continued(program, loss, known)
    case 'or':
      return rescued(program, loss, known)
    case 'test':
      return asked(program, loss, known)
    case 'and':
      return shortened(program, loss, known)
    case 'pipe':
      return piped(program, loss, known)
    case 'output':
      return taken(program, loss)
    case 'background':
      return left(program, loss, known)
    case 'find':
      return prepares(command.words) || judge(program) === 'safe'
        ? undefined
        : { kind: 'find', hidden, by: hidden }
    default:
      return undefined
  }
}

/** The left side of an `&&` that `set -e` does not look at. */
function shortened(program: Program, loss: Loss, known: Known): Mask | undefined {
  const { steps = [], from = 0 } = loss.after ?? {}
  const rest = steps.slice(from, from + 20)
  // `work && break`: the loop has another try.
  if (rest.some((step) => nameOf(step) === 'break'))
    return loss.outer && continued(program, loss.outer, known)
  const isAnswer = rest.some((step) => isAssignment(step) || /^(?:exit|return|continue)$/.test(nameOf(step)))
  if (isAnswer || isCheck(program) || prepares(program.command.words)) return undefined
  const hidden = shown(program.command)
  return { kind: 'and', hidden, by: wordsOf(first(loss.after)) ?? hidden }
}

function isAssignment(step: Step): boolean {
  return step.kind === 'command' && step.words.length === 0
}

/** The script or a loop goes on. */
function continued(program: Program, loss: Loss, known: Known): Mask | undefined {
  const { command } = program
  const hidden = shown(command)
  if (program.isCaptured || known.hasErrorTrap || known.isLenient) return undefined
  const use = loss.kind === 'next' ? statusUse(loss.after, known.decided, known.routines) : undefined
  if (use === 'acts') return undefined
  const { calm, hasWork, last, isInLoop, isEndless, isDecided, outer } = afterwards(loss, known.routines)
  if (outer !== undefined) return judgeLoss(program, outer, known)
  if (isEndless || (isDecided && isInLoop)) return undefined
  if (use !== undefined && !afterwards(beyond(loss), known.routines).hasWork)
    return { kind: 'told', hidden, by: use.reports }
  if (calm?.length === 0 && !isInLoop) return undefined
  if (prepares(command.words) && hasWork) return undefined
  if (calm !== undefined && isInLoop) return { kind: 'loop', hidden, by: hidden }
  if (calm !== undefined) return { kind: 'ending', hidden, by: calm }
  const by = last && work(last)
  if (by === undefined || prepares(command.words)) return undefined
  return isInLoop ? { kind: 'loop', hidden, by: hidden } : { kind: 'next', hidden, by: shown(by) }
}

/** The same loss, the first of what follows left out. */
function beyond({ after, ...loss }: Loss): Loss {
  return after === undefined ? loss : { ...loss, after: { ...after, from: after.from + 1 } }
}

/** Another command follows `||`. */
function rescued(program: Program, loss: Loss, known: Known): Mask | undefined {
  // `rows=$(psql … || echo 0)`: what stands there instead is an answer too.
  if (program.isCaptured && isCheck(program)) return undefined
  const hidden = shown(program.command)
  const step = first(loss.after)
  const noted = step?.kind === 'command' && step.words.length === 0 ? step.assignments[0] : undefined
  const { calm, last, isInLoop, isCalmTurn, isEndless, outer } = afterwards(loss.outer, known.routines)
  if (outer !== undefined && outer.kind !== 'or') return undefined
  if (noted !== undefined) {
    if (known.decided.has(noted.name) || step?.kind !== 'command') return undefined
    return calm !== undefined || (last && work(last))
      ? { kind: 'told', hidden, by: assignedIn(step) }
      : undefined
  }
  const by = alwaysSucceeds(step, known.routines)
  if (by === undefined || isEndless) return undefined
  const name = by[0]?.value ?? ''
  if (isInLoop && !/^(?:true|:|continue|break)$/.test(name) && isCalmTurn) return { kind: 'told', hidden, by }
  // `|| continue` passes over the rest of a turn; where there is none, it only hides the failure.
  const isPassingOver = name === 'break' || (name === 'continue' && !isCalmTurn)
  // Where other work counts, the last command may fail on purpose.
  return calm !== undefined && !known.isCounted && !isPassingOver
    ? { kind: 'alternative', hidden, by }
    : undefined
}

function assignedIn({ assignments }: Command): readonly Word[] {
  return assignments.map(({ value }) => value)
}

/** It is the condition of an `if` whose other branch does not fail. */
function asked(program: Program, loss: Loss, known: Known): Mask | undefined {
  const hidden = shown(program.command)
  const [onFailure, onSuccess] = [first(loss.after), first(loss.instead)]
  const told = alwaysSucceeds(onFailure, known.routines)
  if (onFailure !== undefined && (told === undefined || notes(onFailure, known))) return undefined
  const { calm, isEndless, isInLoop, isCalmTurn, outer } = afterwards(loss.outer, known.routines)
  if (outer !== undefined || isEndless || isCheck(program)) return undefined
  const hasAnotherTry =
    onSuccess !== undefined &&
    someCommand(onSuccess, ({ words }) => /^(?:break|exit|return)$/.test(words[0]?.value ?? ''))
  if (calm === undefined && !(isInLoop && isCalmTurn && !hasAnotherTry)) return undefined
  const isTheWork =
    onSuccess === undefined ||
    (alwaysSucceeds(onSuccess, known.routines) !== undefined && !someCommand(onSuccess, isWork))
  const saysFailed =
    told?.some(({ value }) => /fail|error|could ?n[o']t|unable|went wrong/i.test(value)) === true
  const judged = judge(program)
  const isKnown = judged === 'write' || judged === 'safe' || judged === 'dump'
  if (prepares(program.command.words) ? !saysFailed : !(isTheWork || saysFailed || isKnown)) return undefined
  return told ? { kind: 'told', hidden, by: told } : { kind: 'unanswered', hidden, by: hidden }
}

/** Whether a branch keeps in a variable that something failed, for a decision further down. */
function notes(branch: Step, { decided }: Known): boolean {
  return someCommand(branch, ({ assignments }) => assignments.some(({ name }) => decided.has(name)))
}

/** A pipe goes on, and is content with nothing. */
function piped(program: Program, loss: Loss, known: Known): Mask | undefined {
  const use = statusUse(loss.outer?.after, known.decided, known.routines)
  if (use === 'acts' || known.decided.has('PIPESTATUS')) return undefined
  const declared = program.isCaptured ? loss.outer && taken(program, loss.outer) : undefined
  if (declared !== undefined || program.isCaptured) return declared
  const right = loss.after && contentWith(loss.after)
  const by = right && wordsOf(right)
  if (right === undefined || by === undefined) return undefined
  const output = right.kind === 'command' ? right.output : undefined
  return isReadLater(by, output, loss.outer?.after)
    ? undefined
    : { kind: 'pipe', hidden: shown(program.command), by }
}

/** Only its output is taken, by a command that succeeds on nothing. */
function taken(program: Program, loss: Loss): Mask | undefined {
  if (loss.kind === 'pipe') return loss.outer && taken(program, loss.outer)
  const by = first(loss.after)
  const isDeclaring = /^(?:export|local|declare|readonly|typeset)$/.test(nameOf(by))
  if (loss.kind !== 'output' || !isDeclaring || by?.kind !== 'command') return undefined
  return { kind: 'output', hidden: shown(program.command), by: by.words.slice(0, 1) }
}

/** It runs in the background, and nobody asks how it ended. */
function left(program: Program, loss: Loss, known: Known): Mask | undefined {
  const hidden = shown(program.command)
  const isHelper =
    /^(?:while|until)$/.test(program.loop?.kind ?? '') ||
    isServer(program.words.map(({ value }) => value)) ||
    isCheck(program)
  if (isHelper || known.waitsForOne) return undefined
  const { hasWork, outer } = afterwards({ ...loss, kind: 'next' }, known.routines)
  return known.waitsForAll || (!hasWork && outer === undefined)
    ? { kind: 'background', hidden, by: hidden }
    : undefined
}

/** Whether a command looks whether something is so: its failure is an answer. */
export function isCheck(program: Program): boolean {
  if (judge(program) === 'read') return true
  return program.words.slice(0, 3).some(({ value }, i) => {
    const name = i === 0 ? value.slice(value.lastIndexOf('/') + 1) : value
    return !value.startsWith('-') && split(name.slice(0, 80)).some((word) => asking.test(word))
  })
}

const asking =
  /^(?:is|has|have|needs?|needed|should|exists?|can|detect|find|probe|compare|check|checks|checker|verify|verifies|validate|test|tests|status|ready|readiness|health|healthy|wait|waits|await|list|show|get|info|describe|diff|lint|plan|preview|pending|changed|version)$/

function judge({ words, input }: Program): 'write' | 'safe' | 'read' | 'idle' | 'opaque' | 'dump' {
  return dumps.test(words[0]?.value ?? '') ? 'dump' : judgeCommand(words, input).effect
}

const dumps =
  /(?:^|\/)(?:pg_dump(?:all)?|pg_basebackup|mysqldump|mysqlpump|mariadb-dump|mongodump|mongoexport|mydumper)$/

function nameOf(step: Step | undefined): string {
  return step?.kind === 'command' ? (step.words[0]?.value ?? '') : ''
}

/** The words of a step as a message shows them. */
function wordsOf(step: Step | undefined): readonly Word[] | undefined {
  if (step?.kind === 'command' || step?.kind === 'script') return shown(step)
  if (step?.kind === 'loop') return wordsOf(step.test)
  if (step?.kind === 'list' || step?.kind === 'chain' || step?.kind === 'pipe') return wordsOf(step.steps[0])
  return undefined
}
