import { type Program, type Reading, type Step, type Word, writtenBefore } from '../../../shell/index.ts'
import { isNotice } from '../idempotency/http.ts'
import { judgeCommand } from '../idempotency/judge-command.ts'
import { afterwards } from './afterwards.ts'
import type { Known, Mask } from './mask.ts'
import { isWork, shown } from './script-work.ts'

/** A client that ends with 0 though the server has refused what it was given; undefined where there is none. */
export function lyingClient({ programs, step }: Reading, known: Known): Mask | undefined {
  const piped = leftSides(step)
  const working = programs.filter((program) => !program.isUncalled && isWork(program.command))
  const isOnlyWeb = working.every(({ name, words }) => isWeb(name) || isNotice(words))
  for (const program of working) {
    const isDecided =
      program.loss !== undefined && program.loss.kind !== 'next' && program.loss.kind !== 'loop'
    if (isDecided || known.hasErrorTrap) continue
    const advice = sqlAdvice(program)
    const hidden = shown(program.command)
    if (advice !== undefined) return { kind: 'client', hidden, by: hidden, advice }
    if (!isOnlyWeb || program.isCaptured || piped.has(program.command) || isNotice(program.words)) continue
    if (!acceptsErrors(program) || isFailing(afterwards(program.loss, known.routines).last)) continue
    const isMinor = judgeCommand(program.words, program.input).effect === 'read'
    return {
      kind: 'client',
      hidden,
      by: hidden,
      advice: program.name === 'curl' ? '--fail' : '--check-status',
      isMinor
    }
  }
  return undefined
}

/** What makes a database client fail where it would go on after an error. */
function sqlAdvice({ name, words, input }: Program): string | undefined {
  const values = words.slice(1).map(({ value }) => value)
  const text = [input.text, ...values.map((value) => writtenBefore(input, value))]
    .map((word) => word?.value ?? '')
    .join('\n')
  if (/^(?:psql|gitlab-psql|vsql)$/.test(name)) {
    const isSet = values.some((value) => /ON_ERROR_STOP/i.test(value)) || /ON_ERROR_STOP/i.test(text)
    const isFile = values.some(
      (value) => /^(?:-[a-zA-Z]*f|--file(?:=|$))/.test(value) && !/^-f?F/.test(value)
    )
    const isInput = input.file !== undefined || input.text !== undefined || input.from.length > 0
    const isGiven = values.some((value) =>
      /^(?:-[a-zA-Z]*c|--command(?:=|$)|-[a-zA-Z]*l|--list|-V|--version)/.test(value)
    )
    if (isSet || !(isFile || (isInput && !isGiven)) || onlyReads(words, input)) return undefined
    return '-v ON_ERROR_STOP=1'
  }
  if (name === 'sqlcmd') {
    const isGiven =
      input.text !== undefined || input.file !== undefined || values.some((value) => /^-[iQ]/.test(value))
    const isStopping = values.some((value) => /^-[a-zA-Z]*b/.test(value)) || /:on error exit/i.test(text)
    return isGiven && !isStopping && !onlyReads(words, input) ? '-b' : undefined
  }
  if (/^sqlplus$/.test(name)) {
    const isGiven = text.trim() !== '' || input.file !== undefined || values.some((value) => /^@/.test(value))
    return isGiven && !/whenever\s+sqlerror/i.test(text) && !onlyReads(words, input)
      ? 'WHENEVER SQLERROR EXIT FAILURE'
      : undefined
  }
  // By default it stops.
  if (/^(?:mysql|mariadb)$/.test(name))
    return values.some((value) => /^(?:-f|--force)$/.test(value)) ? 'no --force' : undefined
  if (/^(?:snowsql)$/.test(name))
    return values.some((value) => /exit_on_error/i.test(value)) ||
      !values.some((value) => /^-[fq]$/.test(value))
      ? undefined
      : '-o exit_on_error=true'
  return undefined
}

function onlyReads(words: readonly Word[], input: Program['input']): boolean {
  return /^(?:read|idle)$/.test(judgeCommand(words, input).effect)
}

/** Whether a client of the web ends with 0 though the answer is an error, and nobody looks at the status. */
function acceptsErrors({ name, words }: Program): boolean {
  const values = words.slice(1).map(({ value }) => value)
  if (name !== 'curl')
    return (
      /^(?:https?)$/.test(name) &&
      values.length > 0 &&
      !values.some((value) => /^--check-status$/.test(value))
    )
  const isWebAddress = values.some((value) =>
    /^["']?https?:\/\/|^["']?\$|^[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:\/|$)/i.test(value.slice(0, 200))
  )
  const looks = /^(?:--fail(?:-with-body|-early)?|-w|--write-out(?:=.*)?|-K|--config|--version|--help|-V)$/
  const inCluster = values.some(
    (value) =>
      /^-[a-zA-Z#]*[fw]/.test(value) && !/^-[a-zA-Z#]*[XHdouATF]/.test(value.split(/[fw]/, 1)[0] ?? '')
  )
  return isWebAddress && !inCluster && !values.some((value) => looks.test(value))
}

/** `exit 1`: the script fails whatever the client says. */
function isFailing(step: Step | undefined): boolean {
  const [name, code] = step?.kind === 'command' ? step.words.map(({ value }) => value) : []
  return name === 'exit' && code !== undefined && /^[1-9]\d*$/.test(code)
}

function isWeb(name: string): boolean {
  return /^(?:curl|https?)$/.test(name)
}

/** The commands on the left of a pipe: another one looks at what they give. */
function leftSides(step: Step): ReadonlySet<Step> {
  const found = new Set<Step>()
  const waiting: Step[] = [step]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'pipe' && next.steps.length > 1)
      for (const part of next.steps.slice(0, -1)) found.add(part)
    if (next.kind === 'list' || next.kind === 'chain' || next.kind === 'pipe')
      for (const part of next.steps) waiting.push(part)
    else if (next.kind === 'script' || next.kind === 'routine') waiting.push(next.body)
    else if (next.kind === 'loop') waiting.push(next.body, ...(next.test ? [next.test] : []))
    else if (next.kind === 'if')
      waiting.push(next.test, next.body, ...(next.otherwise ? [next.otherwise] : []))
  }
  return found
}
