import { commandsIn, type Launch, type Step, someCommand, type Word } from '../../shell/index.ts'
import { baseName } from './idempotency/program.ts'
import { deletion, isWork, prepares, program, work } from './script-work.ts'

/** A failure that a script hides from whoever waits for its exit code. */
export interface Mask {
  /** By `|| true`, a last command that always succeeds, an `if` that only tells, a pipe, or the next command. */
  readonly kind: 'alternative' | 'ending' | 'told' | 'pipe' | 'next'
  /** The command whose failure is lost. */
  readonly hidden: readonly Word[]
  /** What hides it. */
  readonly by: readonly Word[]
}

/** What hides the failure of a script's work; undefined where its exit code tells, or nobody can say. */
export function maskedFailure({ step, isScript, isErrexit, isPipefail }: Launch): Mask | undefined {
  if (!isScript) return undefined
  const stops = isErrexit || setsOption(step, 'e', 'errexit')
  const steps = decisive(flat(step, new Map(), 0))
  const last = steps.at(-1)
  if (last === undefined) return undefined
  const told = onlyTold(last, stops ? undefined : steps.at(-2))
  if (told !== undefined) return told
  if (looksAtStatus(step)) return undefined
  const earlier = steps.slice(0, -1).flatMap((part) => work(part) ?? [])
  const alternative = ignored(last, earlier.length === 0)
  if (alternative !== undefined && (!stops || earlier.length === 0)) return alternative
  if (!isPipefail && !setsOption(step, '', 'pipefail')) {
    const pipes = stops ? steps : [last]
    const pipe = pipes.map(lostInPipe).find((found, at) => found && !isReadLater(found, pipes.slice(at + 1)))
    if (pipe !== undefined) return pipe
  }
  if (stops) return undefined
  const lost = earlier.at(-1)
  const by = alwaysSucceeds(last)
  if (by !== undefined) return lost && { kind: 'ending', hidden: lost.words, by }
  const [hidden] = earlier.filter(({ words }) => !prepares(words))
  const next = hidden && work(last)
  return next && { kind: 'next', hidden: hidden.words, by: next.words }
}

/** `if work; then echo yes; else echo no; fi`, or `if [ $? = 0 ]` after it: the failure is only told. */
function onlyTold(last: Step, before: Step | undefined): Mask | undefined {
  if (last.kind !== 'if' || last.otherwise === undefined) return undefined
  const [then, by] = [alwaysSucceeds(last.body), alwaysSucceeds(last.otherwise)]
  if (then === undefined || by === undefined) return undefined
  const tested = flat(last.test, new Map(), 0)[0]
  const asked = looksAtStatus(last.test) ? before : tested
  const hidden = asked && work(asked)
  return hidden && { kind: 'told', hidden: hidden.words, by }
}

/** Whether a later command reads the file that the pipe writes, and so notices when it is empty. */
function isReadLater({ by }: Mask, rest: readonly Step[]): boolean {
  const files = by.slice(1).map(({ value }) => value)
  const reads = (word: Word): boolean =>
    files.some((file) => /^[^-]*[./]/.test(file) && word.value.includes(file)) ||
    word.steps.some((step) => someCommand(step, ({ words }) => words.some(reads)))
  return rest.some((step) =>
    someCommand(step, ({ words, assignments }) =>
      [...words, ...assignments.map(({ value }) => value)].some(reads)
    )
  )
}

/** Whether the script minds exit codes by itself: `$?`, `set +e`, `trap … ERR`. */
function looksAtStatus(step: Step): boolean {
  return someCommand(step, ({ words, assignments }) => {
    const values = [...words, ...assignments.map(({ value }) => value)].map(({ value }) => value)
    if (values.some((value) => /\$\?|\$\{\?\}|PIPESTATUS/.test(value))) return true
    if (values[0] === 'set') return values.some((value) => /^\+\w*e/.test(value))
    return values[0] === 'trap' && values.includes('ERR')
  })
}

function setsOption(step: Step, letter: string, name: string): boolean {
  return someCommand(step, ({ words: [command, ...rest] }) => {
    if (command?.value !== 'set') return false
    return rest.some(
      ({ value }) => value === name || (letter !== '' && new RegExp(`^-\\w*${letter}`).test(value))
    )
  })
}

/** The steps that run one after the other, groups and the script's own functions opened. */
function flat(step: Step, routines: Map<string, Step>, depth: number): Step[] {
  if (step.kind === 'list' && !step.isCase) {
    const foreground = step.steps.filter((part) => !step.background?.includes(part))
    return foreground.flatMap((part) => flat(part, routines, depth))
  }
  if (step.kind === 'routine') {
    routines.set(step.name, step.body)
    return []
  }
  if (step.kind === 'pipe' && step.steps.length === 1 && !step.negated && step.steps[0])
    return flat(step.steps[0], routines, depth)
  const routine = step.kind === 'command' ? routines.get(step.words[0]?.value ?? '') : undefined
  return routine && depth < 4 ? flat(routine, routines, depth + 1) : [step]
}

/** Without a bare `exit` at the end, which hands on the code of the command before, and what follows an exit. */
function decisive(steps: readonly Step[]): readonly Step[] {
  const end = steps.findIndex((step) => step.kind === 'command' && step.words[0]?.value === 'exit')
  if (end < 0) return steps
  const exit = steps[end]
  const isBare = exit?.kind === 'command' && exit.words.length === 1
  return steps.slice(0, isBare ? end : end + 1)
}

/** `work || true` at the end. */
function ignored(step: Step, isAll: boolean): Mask | undefined {
  if (step.kind !== 'chain' || step.operators.at(-1) !== '||') return undefined
  const by = alwaysSucceeds(step.steps.at(-1))
  if (by === undefined) return undefined
  const before = step.steps.slice(0, -1)
  const hidden =
    before.map(work).find((found) => found !== undefined) ??
    (isAll ? before.map(deletion).find((found) => found !== undefined) : undefined)
  return hidden && { kind: 'alternative', hidden: hidden.words, by }
}

/** The words of a step that never fails. */
function alwaysSucceeds(step: Step | undefined): readonly Word[] | undefined {
  if (step?.kind === 'list' && !step.isCase) {
    const isCalm = step.steps.every((part) => alwaysSucceeds(part) !== undefined)
    return isCalm ? alwaysSucceeds(step.steps.at(-1)) : undefined
  }
  if (step?.kind === 'chain' && step.operators.at(-1) === '||') {
    const by = alwaysSucceeds(step.steps.at(-1))
    return by && step.steps.every((part) => work(part) === undefined) ? by : undefined
  }
  if (step?.kind !== 'command') return undefined
  const [name, code] = step.words.map(({ value }) => value)
  if (name === 'exit') return code === '0' ? step.words : undefined
  return /^(?:true|:|echo|printf|sleep|date)$/.test(baseName(name ?? '')) ? step.words : undefined
}

/** `pg_dump | gzip > file`: the right side is content with whatever comes. */
function lostInPipe(step: Step): Mask | undefined {
  if (step.kind === 'chain')
    return step.operators.includes('||')
      ? undefined
      : step.steps.map(lostInPipe).find((found) => found !== undefined)
  if (step.kind !== 'pipe' || step.negated) return undefined
  const [left, ...rest] = step.steps
  const right = rest.at(-1)
  if (left?.kind !== 'command' || right?.kind !== 'command' || !isWork(left)) return undefined
  return rest.every(isContent) ? { kind: 'pipe', hidden: left.words, by: right.words } : undefined
}

function isContent(step: Step): boolean {
  for (const { words } of commandsIn(step)) {
    const [name, line] = program(words)
    if (
      /^(?:gzip|xz|zstd|bzip2|gpg|openssl|age)$/.test(name) &&
      /(?:^| )(?:-\w*d\w*|--decompress|--decrypt)\b/.test(line)
    )
      return false
    if (!sinks.test(name)) return false
  }
  return step.kind === 'command'
}

const sinks =
  /^(?:tee|gzip|pigz|zstd|bzip2|xz|lz4|openssl|gpg|age|aws|gsutil|gcloud|az|rclone|mc|s3cmd|s5cmd|cat|ts|split|psql|mysql|mariadb|sh|bash|dd|sed)$/
