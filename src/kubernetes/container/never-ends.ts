import {
  type Command,
  isLimited,
  type Launch,
  type List,
  type Loop,
  type Step,
  someCommand,
  unwrap,
  type Word
} from '../../shell/index.ts'
import { baseName } from './idempotency/program.ts'
import { isServer } from './servers.ts'

/** What keeps a container running for ever. */
export interface Endless {
  readonly kind: 'sleep' | 'follow' | 'loop' | 'server'
  /** The words that show it. */
  readonly words: readonly Word[]
}

/** What of a container's command never ends; undefined where it ends, or nobody can tell. */
export function endlessPart(launch: Launch): Endless | undefined {
  const { step, isErrexit } = launch
  // One that kills may end whatever runs in the foreground too.
  if (someCommand(step, ({ words }) => kills(words))) return undefined
  const setsErrexit = someCommand(
    step,
    ({ words }) => words[0]?.value === 'set' && /^-\w*e/.test(words[1]?.value ?? '')
  )
  const found = visit(step, { routines: new Map(), isErrexit: isErrexit || setsErrexit, depth: 0 })
  return found === 'ends' ? undefined : found
}

interface Place {
  readonly routines: Map<string, Step>
  readonly isErrexit: boolean
  readonly depth: number
}

/** The endless part of a step; 'ends' where the script may be over after it; undefined where it goes on. */
type Found = Endless | 'ends' | undefined

function visit(step: Step, place: Place): Found {
  switch (step.kind) {
    case 'command':
      return command(step, place)
    case 'list':
      return list(step, place)
    case 'chain': {
      // What follows `&&` runs when all goes well, what follows `||` does not.
      const either = step.operators.indexOf('||')
      const certain = step.steps.slice(0, either < 0 ? undefined : either + 1)
      for (const part of certain) {
        const found = visit(part, place)
        if (found !== undefined) return found
      }
      return step.steps.slice(certain.length).some(mayEnd) ? 'ends' : undefined
    }
    case 'pipe':
      return step.steps.slice(1).every(readsOn) && step.steps[0] ? visit(step.steps[0], place) : undefined
    case 'if': {
      const [then, otherwise] = [visit(step.body, place), step.otherwise && visit(step.otherwise, place)]
      if (isEndless(then) && isEndless(otherwise)) return then
      return mayEnd(step.body) || (step.otherwise && mayEnd(step.otherwise)) ? 'ends' : undefined
    }
    case 'loop':
      return loop(step, place)
    case 'routine':
      place.routines.set(step.name, step.body)
      return undefined
  }
}

function isEndless(found: Found): found is Endless {
  return found !== undefined && found !== 'ends'
}

function list({ steps, background = [], isCase }: List, place: Place): Found {
  if (isCase) return steps.some(mayEnd) ? 'ends' : undefined
  for (const step of steps) {
    if (background.includes(step)) continue
    const found = isWait(step) ? waitedFor(step, background, place) : visit(step, place)
    if (found !== undefined) return found
  }
  return undefined
}

function isWait(step: Step): step is Command {
  return step.kind === 'command' && step.words[0]?.value === 'wait'
}

/** `server & wait`: all of the background, or the only one that there is. */
function waitedFor(wait: Command, background: readonly Step[], place: Place): Found {
  const isAll = wait.words.length === 1 || (background.length === 1 && wait.words[1]?.value !== '-n')
  return isAll ? background.map((step) => visit(step, place)).find(isEndless) : undefined
}

function command(step: Command, place: Place): Found {
  const [first] = step.words
  if (first === undefined) return undefined
  const routine = place.routines.get(first.value)
  if (routine !== undefined)
    return place.depth < 8 ? visit(routine, { ...place, depth: place.depth + 1 }) : 'ends'
  const words = program(step.words)
  const kind = words && endlessKind(words.map(({ value }) => value))
  if (kind !== undefined && words !== undefined) return { kind, words }
  return first.value === 'exec' || isExit(step) ? 'ends' : undefined
}

/** The program that a command runs in the end; undefined where a time limit is on it. */
function program(command: readonly Word[]): readonly Word[] | undefined {
  let words = command
  for (let turn = 0; turn < 20; turn++) {
    const name = baseName(words[0]?.value ?? '')
    if (isLimited(name)) return undefined
    const inner = unwrap(name, words)
    if (inner === undefined || name === 'watch') return words
    words = inner
  }
  return undefined
}

function endlessKind(words: readonly string[]): Endless['kind'] | undefined {
  const [name, rest] = [baseName(words[0] ?? ''), words.slice(1)]
  if (name === 'sleep') return rest.some((word) => /^inf(?:inity)?$/i.test(word)) ? 'sleep' : undefined
  if (name === 'pause' && rest.length === 0) return 'sleep'
  if (name === 'tail') {
    const follows = rest.some((word) => /^(?:-\d*[a-z]*[fF]\w*|--follow(?:=.*)?|--retry)$/.test(word))
    return follows && !rest.some((word) => word.startsWith('--pid')) ? 'follow' : undefined
  }
  if (name === 'watch')
    return rest.some((word) => /^(?:-\w*[ge]|--chgexit|--errexit)/.test(word)) ? undefined : 'follow'
  return isServer(words) ? 'server' : undefined
}

function loop({ test, body, isUntil }: Loop, place: Place): Found {
  const always = test === undefined ? true : isUntil ? isFalse(test) : isTrue(test)
  if (!always || leaves(body, place)) return mayEnd(body) ? 'ends' : undefined
  if (place.isErrexit && someCommand(body, ({ words }) => !idle.test(words[0]?.value ?? 'true')))
    return undefined
  return { kind: 'loop', words: (test && firstCommand(test)?.words) ?? firstCommand(body)?.words ?? [] }
}

function isTrue(test: Step): boolean {
  const command = onlyCommand(test)
  const line = command?.words.map(({ value }) => value).join(' ') ?? ''
  return /^(?:true|:|\/bin\/true|\[ (?:1|true|1 -eq 1|1 = 1|1 == 1) \]|\[\[ (?:1|true|1 -eq 1))$/.test(line)
}

function isFalse(test: Step): boolean {
  return /^(?:false|\/bin\/false)$/.test(
    onlyCommand(test)
      ?.words.map(({ value }) => value)
      .join(' ') ?? ''
  )
}

function onlyCommand(step: Step): Command | undefined {
  if (step.kind === 'command') return step
  const only = step.kind === 'list' && step.steps.length === 1 ? step.steps[0] : undefined
  return only && onlyCommand(only)
}

/** Whether something in a loop, or in a function that it calls, may leave it. */
function leaves(body: Step, { routines }: Place): boolean {
  const isWayOut = ({ words }: Command) => /^(?:break|exit|return|exec)$/.test(words[0]?.value ?? '')
  const calls = (command: Command) => routines.has(command.words[0]?.value ?? '')
  if (someCommand(body, isWayOut)) return true
  return someCommand(body, calls) && [...routines.values()].some((routine) => someCommand(routine, isWayOut))
}

/** Whether a step may end the script other than as a failure. */
function mayEnd(step: Step): boolean {
  return someCommand(step, (command) => command.words[0]?.value === 'exec' || isExit(command))
}

function isExit({ words }: Command): boolean {
  const [name, code] = words
  return /^(?:exit|return)$/.test(name?.value ?? '') && !/^[1-9]\d*$/.test(code?.value ?? '')
}

function kills(words: readonly Word[]): boolean {
  const name = baseName(words[0]?.value ?? '')
  return /^(?:kill|pkill|killall|skill|fuser)$/.test(name) && words[1]?.value !== '-0'
}

/** Whether the right side of a pipe reads on until the left side ends. */
function readsOn(step: Step): boolean {
  return step.kind === 'command' && /^(?:tee|cat|ts|awk|sed)$/.test(baseName(step.words[0]?.value ?? ''))
}

const idle = /^(?:sleep|echo|printf|date|true|:|wait)$/

function firstCommand(step: Step): Command | undefined {
  if (step.kind === 'command') return step.words.length > 0 ? step : undefined
  if (step.kind === 'list' || step.kind === 'chain' || step.kind === 'pipe')
    return step.steps.map(firstCommand).find((found) => found !== undefined)
  return undefined
}
