import type { Word } from '../shell.ts'
import { isHarmlessWord, judgeName } from './names.ts'
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
  const told = judgeName(isGeneric ? parts.slice(-2).join('/') : name)
  const isHarmless =
    rest.slice(0, 4).some(({ value }) => isHarmlessWord(value)) || rest.some(({ value }) => isDry(value))
  if (isHarmless) return verdict('opaque', why.dry, words.slice(0, 1))
  if (told !== undefined) return verdict('write', told.why, [program])
  for (const [i, word] of rest.entries()) {
    const reason = judgeArgument(word.value, rest[i - 1]?.value ?? '', i)
    if (reason !== undefined) return verdict('write', reason, [program, word])
  }
  return verdict('opaque', why.rows, [])
}

/** An option that makes a run harmless. */
export function isDry(value: string): boolean {
  return /^--?(?:dry[-_]?run(?:=(?!false|none|no\b|0).*)?|dryrun|plan|check|help|pretend|noop|no-op|preview|list|what-if|validate-only|simulate|diff-only|status)$/i.test(
    value
  )
}

/** Options that choose what is done. */
const choosing =
  /^(?:[\w-]+\.)*(?:[\w-]+-)?(?:mode|task|job|command|cmd|action|run|op|operation|type|step|script|target)s?(?:[.-]?names?)?$/i

/** `server migrate`, `app --run-migrations`, `worker --mode=backfill`. */
function judgeArgument(value: string, before: string, index: number): string | undefined {
  if (value.length > 80) return undefined
  const option = /^--?([\w.-]+)(?:=(.*))?$/s.exec(value)
  if (option !== null) {
    const [, name = '', set] = option
    if (choosing.test(name) && set !== undefined) return judgeName(set)?.why
    const isSwitch =
      /^(?:(?:run|do|db|auto|apply|with|exec|perform|only)[-_]?)*(?:migrate|migrations?|backfill|restore|migrate[-_](?:db|up|only|database))$/i.test(
        name
      )
    return isSwitch &&
      !/^(?:false|no|0|off)$/i.test(set ?? '') &&
      (set === undefined || /^(?:true|yes|1|on)$/i.test(set))
      ? judgeName(name)?.why
      : undefined
  }
  if (before.startsWith('-') && before.length < 80 && choosing.test(before.replace(/^--?/, '')))
    return judgeName(value)?.why
  if (before.startsWith('-') && index > 0 && !/^-[a-z]$/i.test(before)) return undefined
  const isWord = /^[\w:.-]{3,60}$/.test(value) && !/\.\w{1,5}$/.test(value) && index < 4
  return isWord
    ? (judgeName(value)?.why ?? (/^import$/i.test(value) && index < 2 ? why.restore : undefined))
    : undefined
}

/** The name of a program without its directory and the endings that only say how it is run. */
export function baseName(path: string): string {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/(?:\.(?:exe|jar|phar|js|cjs|mjs|bat|cmd))$/, '')
    .replace(/-\d[\d.]*$/, '')
}
