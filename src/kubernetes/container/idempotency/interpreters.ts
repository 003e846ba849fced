import type { Word } from '../../../shell/index.ts'
import { judgeCode } from './code.ts'
import { baseName, isDry, judgeProgram } from './program.ts'
import { tools } from './tools.ts'
import { type Input, type Judged, verdict, why } from './verdict.ts'

/** How an interpreter is given its program. */
interface Interpreter {
  readonly names: RegExp
  /** Options followed by code. */
  readonly code: RegExp
  /** Options that take the next word. */
  readonly takes: RegExp
  readonly isRuby?: true
}

const interpreters: readonly Interpreter[] = [
  { names: /^(?:python|pypy)[\d.]*$/, code: /^-[a-zA-Z]*c$/, takes: /^-[WX]$/ },
  {
    names: /^(?:node|nodejs|ts-node|ts-node-dev|tsx|babel-node|bun|esr|swc-node)$/,
    code: /^(?:-e|-p|-pe|--eval|--print)$/,
    takes: /^(?:-r|--require|--loader|--import|-P|--project|--env-file|-O|--max-old-space-size)$/
  },
  { names: /^(?:ruby|jruby)[\d.]*$/, code: /^-[a-z]*e$/, takes: /^-[rI]$/, isRuby: true },
  { names: /^perl[\d.]*$/, code: /^-[a-zA-Z]*e$/, takes: /^-I$/ },
  { names: /^php[\d.]*$/, code: /^(?:-r|--run)$/, takes: /^-[dc]$/ },
  {
    names: /^(?:elixir|julia|lua|groovy|scala|Rscript|pwsh|powershell|swift|osascript|escript|iex)$/,
    code: /^(?:-e|-c|--eval|-Command)$/i,
    takes: /^(?:-pa|-S|--project)$/
  },
  {
    names: /^java$/,
    code: /^(?!)/,
    takes: /^(?:-cp|-classpath|--class-path|-p|--module-path|--add-opens|--add-modules)$/
  },
  { names: /^dotnet$/, code: /^(?!)/, takes: /^(?:--depsfile|--runtimeconfig)$/ },
  {
    names: /^(?:go|cargo)$/,
    code: /^(?!)/,
    takes: /^(?:--manifest-path|-p|--package|-tags|--features|--mod)$/
  }
]

/** What an interpreter runs: code that can be judged, or a program by its words; undefined for other programs. */
export function interpret(
  name: string,
  words: readonly Word[],
  input: Input
): Judged | readonly Word[] | undefined {
  const interpreter = interpreters.find(({ names }) => names.test(name))
  if (interpreter === undefined) return undefined
  if (/^(?:dotnet|go|cargo)$/.test(name)) return builtin(name, words)
  for (let i = 1; i < words.length; i++) {
    const [word, next] = [words[i], words[i + 1]]
    if (word === undefined) break
    if (interpreter.code.test(word.value))
      return next === undefined ? verdict('opaque', why.rows, []) : judgeCode(next, interpreter.isRuby)
    if (word.value === '-m' && next !== undefined && name.startsWith('py'))
      return module(next, words.slice(i + 2))
    if (word.value === '-jar' && next !== undefined) return program(words.slice(i + 1))
    if (interpreter.takes.test(word.value)) i++
    else if (word.value === '-') break
    else if (!word.value.startsWith('-')) return program(words.slice(i), name === 'java')
  }
  if (input.text !== undefined) return judgeCode(input.text, interpreter.isRuby)
  return words.length === 2 && /^--?v(?:ersion)?$/i.test(words[1]?.value ?? '')
    ? verdict('read', why.reads, words)
    : verdict('opaque', why.rows, [])
}

/** A file that an interpreter runs: a tool of the table by its name, else a script judged by its words. */
function program(words: readonly Word[], isClass = false): Judged | readonly Word[] {
  const [file] = words
  if (file === undefined) return verdict('opaque', why.rows, [])
  const name = baseName(file.value)
  const isTool = tools.has(name) && !/^(?:mail|migrate|evolve|geni)$/.test(name)
  if (isTool || /^(?:artisan|console|manage\.py)$/.test(name)) return words
  const owner = /node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//.exec(file.value)?.[1]
  const known = owner?.replace(/^@[\w.-]+\//, '')
  if (known !== undefined && tools.has(known)) return [{ ...file, value: known }, ...words.slice(1)]
  if (isClass && file.value.includes('.')) return module(file, words.slice(1))
  if (/^django_admin(?:\.py)?$/.test(name)) return [{ ...file, value: 'django-admin' }, ...words.slice(1)]
  return judgeProgram(words)
}

/** `manage.py shell -c "code"`. */
export function shellCode(words: readonly Word[]): Judged | undefined {
  const at = words.findIndex(({ value }, i) => i > 0 && /^(?:shell|shell_plus|tinker)$/.test(value))
  if (at < 0) return undefined
  const code = words.findIndex(({ value }, i) => i > at && /^(?:-c|--command|--execute)(?:=|$)/.test(value))
  const [option, next] = [words[code], words[code + 1]]
  const given = option?.value.indexOf('=') ?? -1
  if (option !== undefined && given > 0)
    return judgeCode({ ...option, value: option.value.slice(given + 1), inner: option.inner + given + 1 })
  return option === undefined || next === undefined ? undefined : judgeCode(next)
}

/** `python -m package.module` and `java package.Class`. */
function module(word: Word, rest: readonly Word[]): Judged | readonly Word[] {
  const path = word.value === 'django' ? 'django-admin' : word.value.replaceAll('.', '/')
  const name =
    path
      .replace(/\/(?:__main__|cli|main|config)$/, '')
      .split('/')
      .at(-1) ?? ''
  if (
    /^(?:pytest|unittest|compileall|json|timeit|http|venv|pip|pyflakes|mypy|ruff)$/.test(
      path.split('/', 1)[0] ?? ''
    )
  )
    return verdict('safe', why.repeats, [word])
  if (tools.has(name)) return [{ ...word, value: name }, ...rest]
  return judgeProgram([{ ...word, value: path }, ...rest])
}

/** `dotnet ef`, `dotnet App.dll`, `go run ./cmd/x`, `cargo run --bin x`, `cargo sqlx`. */
function builtin(name: string, words: readonly Word[]): Judged | readonly Word[] {
  const [first, second] = [words[1], words[2]]
  if (first === undefined) return verdict('opaque', why.rows, [])
  if (name === 'dotnet' && (first.value === 'ef' || first.value === 'fm'))
    return [{ ...first, value: `dotnet-${first.value}` }, ...words.slice(2)]
  if (name === 'dotnet' && /\.dll$/i.test(first.value))
    return judgeProgram([{ ...first, value: first.value.replace(/\.dll$/i, '') }, ...words.slice(2)])
  if (name === 'cargo' && tools.has(first.value)) return words.slice(1)
  if (first.value !== 'run')
    return verdict(/^(?:test|list|vet)$/.test(first.value) ? 'read' : 'safe', why.repeats, [first])
  if (words.some(({ value }) => isDry(value))) return verdict('opaque', why.dry, [])
  const target = words.findIndex(
    ({ value }, i) =>
      i > 2 && /^(?:--bin|--project|--example|-p|--package)$/.test(words[i - 1]?.value ?? '') && value !== ''
  )
  const rest = words.slice(2).filter(({ value }) => value !== '--')
  if (name === 'go' && second !== undefined)
    return judgeProgram(rest.filter(({ value }, i) => i > 0 || !value.startsWith('-')))
  const named = words[target]
  return judgeProgram(
    named === undefined
      ? [first, ...rest]
      : [named, ...words.slice(target + 1).filter(({ value }) => value !== '--')]
  )
}
