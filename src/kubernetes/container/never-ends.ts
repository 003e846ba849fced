import {
  baseName,
  type Command,
  commandsIn,
  isLimited,
  type List,
  type Loop,
  type Reading,
  type Script,
  type Step,
  scriptsIn,
  someCommand,
  type Word
} from '../../shell/index.ts'
import { isServer } from './servers.ts'

/** What keeps a container running for ever. */
export interface Endless {
  readonly kind: 'sleep' | 'follow' | 'loop' | 'server'
  /** The words that show it. */
  readonly words: readonly Word[]
}

/** What of a container's command never ends; undefined where it ends, or nobody can tell. */
export function endlessPart({ step }: Reading): Endless | undefined {
  // One that kills may end whatever runs in the foreground too.
  if (someCommand(step, ({ words }) => kills(words), true)) return undefined
  const found = visit(step, { isErrexit: false, depth: 0 })
  return found === 'ends' ? undefined : found
}

interface Place {
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
    case 'pipe': {
      const [first, last] = [step.steps[0], step.steps.at(-1)]
      if (first === undefined || last === undefined) return undefined
      const found = step.steps.slice(1).every(readsOn) ? visit(first, place) : undefined
      // The shell waits for the right side, whatever the left one does.
      return found ?? (isEndless(visit(last, place)) ? visit(last, place) : undefined)
    }
    case 'if':
      return branches(step, place)
    case 'loop':
      return loop(step, place)
    case 'script':
      return script(step, place)
    case 'routine':
      return undefined
  }
}

/** All branches of an `if`; a loop, not a recursion: an `elif` chain can be very long. */
function branches(step: Step & { kind: 'if' }, place: Place): Found {
  const bodies: Step[] = []
  let last: Step | undefined = step
  for (; last?.kind === 'if'; last = last.otherwise) bodies.push(last.body)
  if (last !== undefined) bodies.push(last)
  const found = bodies.map((body) => visit(body, place))
  if (last !== undefined && found.every(isEndless)) return found[0]
  return bodies.some(mayEnd) ? 'ends' : undefined
}

function isEndless(found: Found): found is Endless {
  return found !== undefined && found !== 'ends'
}

function list({ steps, background = [], isCase }: List, place: Place): Found {
  if (isCase) return steps.some(mayEnd) ? 'ends' : undefined
  const behind = new Set(background)
  for (const step of steps) {
    if (behind.has(step)) continue
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

function script(step: Script, place: Place): Found {
  const { body, isSame, isTemplate } = step
  if (isTemplate) return 'ends'
  const own = { ...place, isErrexit: step.isErrexit || setsErrexit(body) }
  const found = visit(body, isSame ? place : own)
  if (isEndless(found) && !isLimited(step)) return found
  return isExec(step) || (isSame && found === 'ends') ? 'ends' : undefined
}

function setsErrexit(body: Step): boolean {
  return someCommand(body, ({ words }) => words[0]?.value === 'set' && /^-\w*e/.test(words[1]?.value ?? ''))
}

function command(step: Command, place: Place): Found {
  if (step.call !== undefined)
    return place.depth < 8 ? visit(step.call.body, { ...place, depth: place.depth + 1 }) : 'ends'
  const words = step.through?.find(([program]) => baseName(program?.value ?? '') === 'watch') ?? step.words
  const kind = isLimited(step) ? undefined : endlessKind(words.map(({ value }) => value))
  if (kind !== undefined) return { kind, words }
  return isExec(step) || isExit(step) ? 'ends' : undefined
}

/** Whether a program takes the place of the shell: nothing of the script follows. */
function isExec(step: Command | Script): boolean {
  return (step.whole ?? (step.kind === 'command' ? step.words : []))[0]?.value === 'exec'
}

function endlessKind(words: readonly string[]): Endless['kind'] | undefined {
  const [name, rest] = [baseName(words[0] ?? ''), words.slice(1)]
  if (name === 'sleep') return rest.some((word) => /^inf(?:inity)?$/i.test(word)) ? 'sleep' : undefined
  if (name === 'pause' && rest.length === 0) return 'sleep'
  if (name === 'tail') {
    const follows = rest.some((word) => /^(?:-\d*[a-eg-z]*[fF]\w*|--follow(?:=.*)?|--retry)$/.test(word))
    return follows && !rest.some((word) => word.startsWith('--pid')) ? 'follow' : undefined
  }
  if (name === 'watch')
    return rest.some((word) => /^(?:-\w*[ge]|--chgexit|--errexit)/.test(word)) ? undefined : 'follow'
  return isServer(words) ? 'server' : undefined
}

function loop({ test, body, keyword }: Loop, place: Place): Found {
  const always = test === undefined ? true : keyword === 'until' ? isFalse(test) : isTrue(test)
  if (!always || leaves(body)) return mayEnd(body) ? 'ends' : undefined
  if (place.isErrexit && someCommand(body, ({ words }) => !idle.test(words[0]?.value ?? 'true'), true))
    return undefined
  return { kind: 'loop', words: (test && firstCommand(test)?.words) ?? firstCommand(body)?.words ?? [] }
}

function isTrue(test: Step): boolean {
  const command = onlyCommand(test)
  const line = command?.words.map(({ value }) => value).join(' ') ?? ''
  return /^(?:true|:|\/bin\/true|\[ (?:1|true|1 -eq 1|1 = 1|1 == 1) \]|\[\[ (?:1|true|1 -eq 1)|\(\( *1 *)$/.test(
    line
  )
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
function leaves(body: Step): boolean {
  const isWayOut = (command: Command) =>
    /^(?:break|exit|return|exec)$/.test(command.words[0]?.value ?? '') || isExec(command)
  const isLeaving = (step: Step) => someCommand(step, isWayOut) || [...scriptsIn(step)].some(isExec)
  const called = new Set<Step>()
  for (const { call } of commandsIn(body)) if (call !== undefined) called.add(call.body)
  return isLeaving(body) || [...called].some(isLeaving)
}

/** Whether a step may end the script other than as a failure. */
function mayEnd(step: Step): boolean {
  return (
    someCommand(step, (command) => isExec(command) || isExit(command)) || [...scriptsIn(step)].some(isExec)
  )
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
