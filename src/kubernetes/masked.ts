import { commandsIn, someCommand } from './commands.ts'
import type { Launch } from './launch.ts'
import type { Command, Step, Word } from './shell.ts'
import { baseName } from './task/program.ts'
import { builtins, idlePrograms } from './task/tools.ts'
import { unwrap } from './task/wrappers.ts'

/** A failure that a script hides from whoever waits for its exit code. */
export interface Mask {
  /** By `|| true`, by a last command that always succeeds, by the rest of a pipe, or by the next command. */
  readonly kind: 'alternative' | 'ending' | 'pipe' | 'next'
  /** The command whose failure is lost. */
  readonly hidden: readonly Word[]
  /** What hides it. */
  readonly by: readonly Word[]
}

/** What hides the failure of a script's work; undefined where its exit code tells, or nobody can say. */
export function maskedFailure({ step, isScript, isErrexit, isPipefail }: Launch): Mask | undefined {
  if (!isScript || looksAtStatus(step)) return undefined
  const stops = isErrexit || setsOption(step, 'e', 'errexit')
  const steps = decisive(flat(step, new Map(), 0))
  const last = steps.at(-1)
  if (last === undefined) return undefined
  const earlier = steps.slice(0, -1).flatMap((part) => work(part) ?? [])
  const alternative = ignored(last, earlier.length === 0)
  if (alternative !== undefined && (!stops || earlier.length === 0)) return alternative
  if (!isPipefail && !setsOption(step, '', 'pipefail')) {
    const pipe = (stops ? steps : [last]).map(lostInPipe).find((found) => found !== undefined)
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

/** The command in a step that does the work, if its failure is that of the step. */
function work(step: Step): Command | undefined {
  if (step.kind === 'command') return isWork(step) ? step : undefined
  if (step.kind === 'pipe') return step.negated ? undefined : work(step.steps.at(-1) ?? step)
  if (step.kind !== 'chain' || step.operators.includes('||')) return undefined
  return step.steps.map(work).find((found) => found !== undefined)
}

function isWork({ words }: Command): boolean {
  const [name, line] = program(words)
  return (
    name !== '' &&
    !trivial.has(name) &&
    !builtins.has(name) &&
    !idlePrograms.has(name) &&
    !installs.test(`${name} ${line}`)
  )
}

/** Whether what follows fails as well where this has failed: it fetches, logs in or copies. */
function prepares(words: readonly Word[]): boolean {
  const [name, line] = program(words)
  return preparing.test(`${name} ${line}`)
}

function program(command: readonly Word[]): [name: string, line: string] {
  let words = command
  for (let turn = 0; turn < 20; turn++) {
    const inner = unwrap(baseName(words[0]?.value ?? ''), words)
    if (inner === undefined) break
    words = inner
  }
  const [name, ...rest] = words.map(({ value }) => value)
  // A script of the user's own may be called ./export or ./test.
  const isOwn = name?.includes('/') && !/^\/(?:usr\/)?(?:local\/)?s?bin\//.test(name)
  return [isOwn ? (name ?? '') : baseName(name ?? ''), rest.join(' ')]
}

const trivial = new Set(
  `cat ls head tail wc stat file find grep egrep fgrep tree dig nslookup host awk sed cut sort uniq tr jq yq diff rm
   rmdir mkdir touch chmod chown ln source . [[ ip ifconfig mount dmesg lspci`.split(/\s+/)
)
const installs =
  /^(?:(?:apt|apt-get|apk|yum|dnf|microdnf|zypper|pip[\d.]*|gem|npm|yarn|pnpm|go|conda) (?:-\S+ )*(?:install|add|update|upgrade|i|ci|get)\b|python[\d.]* -m (?:pip|venv)\b|update-ca-certificates|(?:kubectl|oc) (?:-\S+ )*(?:delete|get|describe|config|version|logs|wait|whoami|project)\b|git config\b|helm repo\b|\S+ (?:--version|-version|-V|version)$)/
const preparing =
  /^(?:cp|mv|tar|unzip|gunzip|curl|wget|git|install|gcloud (?:auth|config)|aws configure|az login|docker login|oc login|mc (?:alias|config)|rclone config|vault|dd|sync|sysctl)\b/

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

/** Clean-up is no work where there is other work, but may be all that a Job does. */
function deletion(step: Step): Command | undefined {
  const isOne =
    step.kind === 'command' &&
    /^(?:(?:kubectl|oc) (?:.* )?delete|rm|find .*-delete)\b/.test(program(step.words).join(' '))
  return isOne ? step : undefined
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
