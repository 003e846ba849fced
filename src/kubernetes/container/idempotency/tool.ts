import type { Input, Word } from '../../../shell/index.ts'
import { judgeScript } from './task-names.ts'
import type { Tool } from './tools.ts'
import { isDry, judgeProgram, own, showsOnly } from './unseen-program.ts'
import { againOf, type Effect, gravest, type Verdict, verdict, why, worst } from './verdict.ts'

/** What a tool of the table does with these words. */
export function judgeTool(tool: Tool, words: readonly Word[], input: Input): Verdict {
  const [program] = words
  if (program === undefined) return verdict('opaque', tool.why, [])
  const rest = words.slice(1)
  const excuses = new Set(tool.unless?.split(' '))
  const subcommands = patternsOf(tool)
  if (rest.some(({ value }) => isDry(value) && !subcommands.has(value)))
    return verdict('safe', why.dry, [program])
  if (rest.some(({ value }) => excuses.has(value))) return verdict('safe', why.repeats, [program])
  if (rest.length > 0 && rest.every(({ value }) => /^(?:--?version|-v|-h|-V)$/.test(value)))
    return verdict('read', why.reads, [program])
  const found = [...matches(subcommands, rest)].map(({ effect, words: matched }) =>
    verdict(
      effect,
      effect === 'write' ? reason(tool, matched) : effect === 'read' ? why.reads : why.repeats,
      [program, ...matched]
    )
  )
  const decided = tool.tasks ? worst(found) : found[0]
  if (decided?.effect === 'write' && showsOnly(rest, decided.why)) return verdict('safe', why.dry, [program])
  if (decided?.effect === 'write')
    return { ...decided, again: gravest(found.filter(({ effect }) => effect === 'write').map(againOf)) }
  if (decided !== undefined) return decided
  if (tool.otherwise !== undefined) return verdict(tool.otherwise, tool.why, [program])
  if (tool.tasks) return judgeTasks(program, rest)
  return (
    inputCommands(subcommands, program, input, tool) ??
    (/^(?:migrate|mail)$/.test(tool.names) ? judgeProgram(words) : verdict('opaque', tool.why, []))
  )
}

/** What the tool does, unless the subcommand fills tables: migration tools do that, too. */
function reason(tool: Tool, subcommand: readonly Word[]): string {
  const fills = subcommand.some(({ value }) => /seed|loaddata|fixtures/.test(value))
  return fills && tool.why === why.schema ? why.seed : tool.why
}

/** Tasks that the table doesn't know: `rake users:backfill`, `manage.py import_users`. */
function judgeTasks(program: Word, rest: readonly Word[]): Verdict {
  const tasks = rest.filter(({ value }) => !/^-|=/.test(value)).slice(0, 4)
  for (const task of tasks) {
    const name = task.value.split('[', 1)[0] ?? ''
    const told =
      judgeScript(name) ?? (/(?:^|[:_-])import(?:$|[:_-])/i.test(name) ? { why: why.restore } : undefined)
    if (told !== undefined) return own(verdict('write', told.why, [program, task]), rest)
  }
  const isMode = (at: number) => /^--?[\w-]*(?:mode|disposition)$/.test(rest[at - 1]?.value ?? '')
  return judgeProgram([program, ...rest.filter(({ value }, at) => value.startsWith('-') || isMode(at))])
}

/** Commands that a tool reads from a pipe: `echo FLUSHALL | redis-cli`. */
function inputCommands(patterns: Patterns, program: Word, input: Input, tool: Tool): Verdict | undefined {
  if (input.text === undefined || !tool.names.includes('redis-cli')) return undefined
  const text = input.text
  const lines = text.value.split('\n').slice(0, 1000)
  const words = lines.map((line) => ({
    ...text,
    value: line.trim().split(/\s/, 1)[0] ?? '',
    inner: Number.NaN,
    start: Number.NaN
  }))
  return worst([...matches(patterns, words)].map(({ effect }) => verdict(effect, tool.why, [program])))
}

type Patterns = ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly effect: Effect }[]>

const cache = new WeakMap<Tool, Patterns>()

/** The subcommands of a tool by their first word, the longest first. */
function patternsOf(tool: Tool): Patterns {
  const known = cache.get(tool)
  if (known !== undefined) return known
  const patterns = new Map<string, { words: string[]; effect: Effect }[]>()
  for (const [effect, list] of [
    ['write', tool.writes],
    ['read', tool.reads],
    ['safe', tool.safe]
  ] as const) {
    for (const subcommand of list?.split(/,\s*/) ?? []) {
      const [first = '', ...others] = subcommand.split(' ')
      patterns.set(
        first,
        [...(patterns.get(first) ?? []), { words: others, effect }].toSorted(
          (a, b) => b.words.length - a.words.length
        )
      )
    }
  }
  cache.set(tool, patterns)
  return patterns
}

function* matches(
  patterns: Patterns,
  words: readonly Word[]
): Generator<{ effect: Effect; words: readonly Word[] }> {
  const free = words.filter(({ value }) => !value.startsWith('-'))
  const options = new Set(words.map(({ value }) => value))
  // Options first: `helm install --generate-name` is not just any install.
  for (const list of [words.filter(({ value }) => value.startsWith('-')), free]) {
    for (const [i, word] of list.entries()) {
      const key = word.value.startsWith('-') ? word.value : (word.value.toLowerCase().split('[', 1)[0] ?? '')
      const found = patterns
        .get(key)
        ?.find((pattern) => pattern.words.every((part, k) => fits(part, list[i + 1 + k], options)))
      if (found === undefined) continue
      const rest = found.words.filter((part) => !part.startsWith('-')).length
      yield { effect: found.effect, words: list.slice(i, i + 1 + rest) }
    }
  }
}

function fits(part: string, word: Word | undefined, options: ReadonlySet<string>): boolean {
  return part.startsWith('-') ? options.has(part) : word?.value.toLowerCase() === part
}
