import type { Word } from '../../../shell/index.ts'
import { isHarmlessWord, judgeName, judgeScript } from './task-names.ts'
import { type Verdict, verdict, why } from './verdict.ts'

/** A script or program that cannot be seen into: its name, subcommand and options may tell. */
export function judgeProgram(words: readonly Word[]): Verdict {
  const [program, ...rest] = words
  if (program === undefined) return verdict('opaque', why.rows, [])
  const parts = program.value.split('/').filter((part) => part !== '' && part !== '.')
  const name = parts.at(-1) ?? ''
  const isGeneric =
    /^(?:index|main|run|start|cli|app|exec|entrypoint|script|job|task|handler|worker|do|init|cmd|execute)(?:\.\w+)?$/i.test(
      name
    )
  const told = judgeScript(isGeneric ? parts.slice(-2).join('/') : name)
  const asks = rest
    .slice(0, 3)
    .some(({ value }, i) => isHarmlessWord(value) && !rest[i - 1]?.value.startsWith('-'))
  if (asks || rest.some(({ value }) => isDry(value))) return verdict('opaque', why.dry, words.slice(0, 1))
  // What moves objects of the API server to another storage version comes to the same end each time.
  if (
    words.slice(0, 3).some(({ value }) => value === 'migrate') &&
    words.some(({ value }) => /^--resources?$/.test(value))
  )
    return verdict('safe', why.repeats, words.slice(0, 2))
  if (told !== undefined) return own(verdict('write', told.why, [program]), rest)
  for (const [i, word] of rest.entries()) {
    const reason = judgeArgument(rest, i)
    if (reason !== undefined) return own(verdict('write', reason, [program, word]), rest)
  }
  return verdict('opaque', why.rows, [])
}

/** A judgement of a program of somebody's own: options that only show count for it, and so does `DRY_RUN=true`. */
export function own(judged: Verdict, rest: readonly Word[]): Verdict {
  return showsOnly(rest, judged.why)
    ? verdict('opaque', why.dry, judged.words.slice(0, 1))
    : { ...judged, isOwn: true }
}

/** An option that makes a run harmless. */
export function isDry(value: string): boolean {
  return /^--?(?:dry[-_]?run(?:output)?(?:=(?!false|none|no\b|0).*)?|dryrun|help|pretend|noop|no-op|preview|what-if|validate-only|simulate|diff-only)$/i.test(
    value
  )
}

/** Whether options of migrations such as `--plan` and `--check` only show; for a mailing `--list all` says to whom. */
export function showsOnly(words: readonly Word[], reason: string): boolean {
  return (
    reason === why.schema &&
    words.some(
      ({ value }, at) =>
        /^--?(?:plan|check|list|status)$/i.test(value) && !/^[^-]/.test(words[at + 1]?.value ?? '')
    )
  )
}

/** Options that choose what is done. */
const choosing =
  /^(?:[\w-]+\.)*(?:[\w-]+-)?(?:mode|disposition|exists|task|job|command|cmd|action|run|op|operation|type|step|script|target|active)s?(?:[.-]?names?)?$/i

/** Why a subcommand or option of an unknown program tells: `server migrate`, `app --migrate`, `worker --mode=backfill`. */
function judgeArgument(words: readonly Word[], index: number): string | undefined {
  const [before = '', value = '', next = ''] = [-1, 0, 1].map((offset) =>
    words[index + offset]?.value.slice(0, 80)
  )
  const option = /^--?([\w.-]+)(?:=(.*))?$/s.exec(value)
  if (option !== null) return judgeOption(option[1] ?? '', option[2])
  if (before.startsWith('-')) {
    if (choosing.test(before.replace(/^--?/, ''))) return judgeName(value)?.why ?? appending(value)
    if (!/^-[a-z]$/i.test(before)) return undefined
  }
  if (index > 3 || !/^[\w:.-]{2,60}$/.test(value) || /\.\w{1,5}$/.test(value)) return undefined
  if (/^import$/i.test(value) && index < 2) return why.restore
  return (judgeName(value) ?? judgeName(/^\w+$/.test(next) ? `${value} ${next}` : ''))?.why
}

function judgeOption(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && choosing.test(name)) return judgeName(value)?.why ?? appending(value)
  const isOn = value === undefined || /^(?:true|yes|1|on)$/i.test(value)
  return isOn && switches.test(name) ? judgeName(name)?.why : undefined
}

/** `--mode append`, `--write-disposition=WRITE_APPEND`: rows are added to those of the run before. */
function appending(value: string): string | undefined {
  return /^(?:write_)?append$/i.test(value) ? why.rows : undefined
}

const switches =
  /^(?:(?:run|do|db|auto|apply|with|exec|perform|only)[-_]?)*(?:migrate|migrations?|backfill|restore|migrate[-_](?:db|up|only|database))$/i
