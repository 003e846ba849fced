import { insideOther } from './elsewhere.ts'
import { writtenBefore } from './input.ts'
import type { Input, Repeat } from './program.ts'
import type { Word } from './step.ts'
import { baseName } from './word.ts'
import { isRetry, unwrap } from './wrappers.ts'

/** What a command comes to when its launchers and wrappers are taken off: a program, or a script for a shell. */
export interface Launched {
  /** The program and its arguments; nothing where it is a script. */
  readonly words: readonly Word[]
  readonly script?: Word
  /** What the script gets as `$0`, `$1` …, where that is written. */
  readonly args?: readonly Word[]
  /** What was taken off, outermost first: each from its own name on. */
  readonly through: readonly (readonly Word[])[]
  readonly isErrexit: boolean
  readonly isPipefail: boolean
  /** The script runs in the shell around it: `eval`. */
  readonly isSame: boolean
  readonly isElsewhere: boolean
  readonly loops: readonly Repeat['kind'][]
}

/** Takes `sh -c`, `su`, `sudo`, `timeout`, `xargs` … off a command, as many as there are. */
export function launch(command: readonly Word[], input: Input): Launched {
  const found: { -readonly [K in keyof Launched]: Launched[K] } = {
    words: command,
    through: [],
    isErrexit: false,
    isPipefail: false,
    isSame: false,
    isElsewhere: false,
    loops: []
  }
  // Each turn takes words away, but forty wrappers around each other are nobody's command.
  for (let turn = 0; turn < maxWrappers; turn++) {
    const { words } = found
    const [program] = words
    if (program === undefined) return found
    if (turn > 0 && words.length === 1 && /\s/.test(program.value))
      return { ...found, words: [], script: program }
    const name = baseName(program.value)
    const inner = inside(name, words, input)
    if (inner === undefined) return found
    found.through = [...found.through, words]
    if (name === 'xargs' || name === 'parallel') found.loops = [...found.loops, 'xargs']
    if (name === 'watch') found.loops = [...found.loops, 'watch']
    if (isRetry(name)) found.loops = [...found.loops, 'retry']
    if ('script' in inner) return { ...found, ...inner, words: [] }
    if (insideOther(name, words) !== undefined || name === 'ssh') found.isElsewhere = true
    found.words = inner.words
  }
  return found
}

const maxWrappers = 40

/** Whether a program ends the one that it runs sooner or later. */
export function isLimited({ through = [] }: { readonly through?: readonly (readonly Word[])[] }): boolean {
  return through.some(([program]) => /^g?timeout$/.test(baseName(program?.value ?? '')))
}

type Inner =
  | { readonly words: readonly Word[] }
  | {
      readonly script: Word
      readonly args?: readonly Word[]
      readonly isErrexit?: boolean
      readonly isPipefail?: boolean
      readonly isSame?: boolean
    }

function inside(name: string, words: readonly Word[], input: Input): Inner | undefined {
  if (name === 'eval') {
    const [, script] = words
    if (script === undefined) return undefined
    return words.length === 2 ? { script, isSame: true } : { words: words.slice(1) }
  }
  if (isShell(name)) return shell(words, input)
  if (name === 'su' || name === 'runuser') return asUser(name, words, input)
  if (name === 'nix-shell') return byOption(words, /^--(?:run|command)$/)
  if (name === 'script') return byOption(words, commandOption)
  if (name === 'busybox' || name === 'toybox') return words.length > 1 ? { words: words.slice(1) } : undefined
  const inner = insideOther(name, words) ?? unwrap(name, words)
  return inner ? { words: inner } : written(words[0], input)
}

/** Whether a program is a shell that takes `-c SCRIPT`. */
export function isShell(name: string): boolean {
  return /^(?:ba|da|a|z|k|mk|lk|pdk|ya|o|rba|fi)?sh$|^[kz]sh-?\d[\d.]*$/.test(name)
}

/** `sh -euo pipefail -c SCRIPT`, `bash FILE`, `sh <<E`; undefined where it reads what nobody sees. */
function shell(words: readonly Word[], input: Input): Inner | undefined {
  let [isScript, isInput, isErrexit, isPipefail] = [false, false, false, false]
  let at = 1
  for (; at < words.length; at++) {
    const value = words[at]?.value ?? ''
    if (value === '--' || value === '-') {
      at++
      break
    }
    if (!/^[-+]./.test(value)) break
    if (value.startsWith('--')) {
      if (value === '--command') isScript = true
      if (/^--(?:rcfile|init-file)$/.test(value)) at++
      continue
    }
    const isOn = value.startsWith('-')
    if (value.includes('c')) isScript = true
    if (value.includes('s')) isInput = true
    if (value.includes('e')) isErrexit = isOn
    if (!/[oO]$/.test(value)) continue
    const option = words[++at]?.value
    if (option === 'errexit') isErrexit = isOn
    if (option === 'pipefail') isPipefail = isOn
  }
  const operand = words[at]
  if (isScript) return operand && { script: operand, args: words.slice(at + 1), isErrexit, isPipefail }
  if (operand !== undefined && !isInput) {
    const file = written(operand, input)
    return file ? { ...file, isErrexit, isPipefail } : { words: words.slice(at) }
  }
  return input.text && { script: input.text, isErrexit, isPipefail }
}

/** A file that the script itself has written: `cat > work.sh <<E … E; sh work.sh`. */
function written(file: Word | undefined, input: Input): { readonly script: Word } | undefined {
  const script = file && /[./]/.test(file.value) ? writtenBefore(input, file.value) : undefined
  return script && { script }
}

/** `su - app -c SCRIPT`, `runuser -u app -- COMMAND`, `su app <<E`. */
function asUser(name: string, words: readonly Word[], input: Input): Inner | undefined {
  const dashes = words.findIndex(({ value }) => value === '--')
  const given = byOption(name === 'runuser' && dashes > 0 ? words.slice(0, dashes) : words, commandOption)
  if (given !== undefined) return given
  if (dashes > 0) return dashes + 1 < words.length ? { words: words.slice(dashes + 1) } : undefined
  if (name === 'runuser' && /^(?:-u|--user)/.test(words[1]?.value ?? '')) {
    const at = words.findIndex(
      ({ value }, i) => i > (words[1]?.value.includes('=') ? 1 : 2) && !value.startsWith('-')
    )
    return at > 0 ? { words: words.slice(at) } : undefined
  }
  return input.text && { script: input.text }
}

const commandOption = /^(?:-[a-zA-Z]*c|--command|--session-command)(?:=|$)/

/** The script after an option, or behind its `=`. */
function byOption(words: readonly Word[], option: RegExp): Inner | undefined {
  const flag = words.findIndex(({ value }, at) => at > 0 && option.test(value))
  const [word, next] = [words[flag], words[flag + 1]]
  if (word === undefined) return undefined
  const equals = word.value.indexOf('=')
  if (equals > 0) {
    const script = { ...word, value: word.value.slice(equals + 1), inner: word.inner + equals + 1 }
    return { script }
  }
  return next && { script: next }
}

/** The words of each launcher without what it launches; a script for a shell counts as launched. */
export function launchersIn({ through, words, script }: Launched): (readonly Word[])[] {
  return through.map((layer, at) => {
    const inner = through[at + 1] ?? (words.length > 0 ? words : undefined)
    if (inner === undefined) return layer.filter((word) => word !== script)
    const isRest = layer.at(-1) === inner.at(-1)
    return isRest ? layer.slice(0, layer.length - inner.length) : layer
  })
}
