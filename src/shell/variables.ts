import { outputOf } from './input.ts'
import type { Files } from './program.ts'
import type { Command, Step, Word } from './step.ts'

/** What a script has put into variables and files so far, as far as it is written in the script. */
export interface Variables {
  /** What has been written into files, and a count of what has happened, to say what came before. */
  readonly files: Files
  readonly moment: number
  assign(name: string, value: Word): void
  /** Notes `export X=…`, `local X=$(…)`. */
  declare(words: readonly Word[]): void
  write(file: string, text: Word): void
  /** A word that is nothing but a variable, as the text that the script gave it. */
  resolve(word: Word): Word
  /** The words of a command, filled in; a variable that stands for all of it gives several words. */
  resolveAll(words: readonly Word[]): readonly Word[]
}

/** The variables of a script that has not begun yet. */
export function noVariables(): Variables {
  const values = new Map<string, Word>()
  const outputs = new Map<string, readonly Step[]>()
  const files = new Map<string, { text: Word; moment: number }[]>()
  let moment = 0

  function resolve(word: Word): Word {
    const [name, isAll] = variableIn(word.value)
    const from = [...word.steps, ...((name !== undefined && outputs.get(name)) || [])]
    const value = isAll && name !== undefined ? values.get(name) : textIn(word)
    if (value !== undefined) return { ...value, written: word, ...(from.length > 0 && { from }) }
    return from.length > 0 ? { ...word, from } : word
  }

  function assign(name: string, value: Word): void {
    if (value.steps.length > 0) outputs.set(name, value.steps)
    const text = value.steps.length === 0 ? value : textIn(value)
    if (text === undefined) values.delete(name)
    else values.set(name, text)
  }

  return {
    files,
    get moment() {
      return moment
    },
    assign,
    declare(words) {
      if (!/^(?:export|local|declare|readonly|typeset)$/.test(words[0]?.value ?? '')) return
      for (const word of words.slice(1)) {
        const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word.value) ?? []
        if (name === undefined || value === undefined) continue
        const isBare = word.steps.length === 0
        assign(
          name,
          isBare ? { ...word, value: value.replace(/^(["'])(.*)\1$/s, '$2'), inner: Number.NaN } : word
        )
      }
    },
    write(file, text) {
      const writings = files.get(file) ?? []
      writings.push({ text, moment: moment++ })
      files.set(file, writings)
    },
    resolve,
    resolveAll(words) {
      const [first, ...rest] = words
      if (first === undefined) return words
      const program = resolve(first)
      // Without quotes the shell splits what a variable holds.
      const isSplit = program.written !== undefined && first.inner === first.start && /\s/.test(program.value)
      return [...(isSplit ? split(program) : [program]), ...rest.map(resolve)]
    }
  }
}

/** The variable that a word begins with, and whether it is all of the word. */
function variableIn(value: string): [name: string | undefined, isAll: boolean] {
  if (!value.startsWith('$')) return [undefined, false]
  const [all, brace, name, end] = /^\$(\{?)([A-Za-z_]\w*)(\}?)/.exec(value) ?? []
  return [name, all === value && brace?.length === end?.length]
}

/** The text of `$(cat <<E … E)` and `$(echo …)`, where it is all of the word. */
function textIn({ value, steps }: Word): Word | undefined {
  if (steps.length !== 1 || !/^(?:\$\(|`)/.test(value) || !/[)`]$/.test(value)) return undefined
  const [step] = steps
  const only = step?.kind === 'list' && step.steps.length === 1 ? step.steps[0] : step
  return only === undefined ? undefined : outputOf(only, { from: [] }).text
}

function split({ written: _, ...word }: Word): Word[] {
  return [...word.value.matchAll(/\S+/g)].map(({ 0: value, index }) => ({
    ...word,
    value,
    start: word.inner + index,
    inner: word.inner + index,
    end: word.inner + index + value.length
  }))
}

/** The options that `set` turns on or off: `set -euo pipefail`. */
export function optionsSet({ words }: Command): { readonly errexit?: boolean; readonly pipefail?: boolean } {
  if (words[0]?.value !== 'set') return {}
  const found: { errexit?: boolean; pipefail?: boolean } = {}
  for (const [at, { value }] of words.entries()) {
    const [, sign, letters] = /^([-+])(\w+)$/.exec(value) ?? []
    if (letters === undefined) continue
    if (letters.includes('e')) found.errexit = sign === '-'
    const name = letters.endsWith('o') ? words[at + 1]?.value : undefined
    if (name === 'errexit' || name === 'pipefail') found[name] = sign === '-'
  }
  return found
}
