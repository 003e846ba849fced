import type { Command, Step, Word } from '../../../shell/index.ts'
import type { Input } from './verdict.ts'

/** What a script has put into variables and files, as far as it is written in the script. */
export interface Variables {
  readonly values: ReadonlyMap<string, Word>
  readonly written: ReadonlyMap<string, Word>
}

/** What a command reads: its heredoc or file, else what comes down the pipe. */
export function inputOf(command: Command, piped: Input, known: Variables): Input {
  const file = command.file ?? piped.file
  const text = command.input ?? piped.text ?? (file && known.written.get(file.value))
  const { from } = piped
  return { from, written: known.written, ...(text && { text: resolve(text, known) }), ...(file && { file }) }
}

/** Programs that pass on what they read, changed or not. */
const filters =
  /^(?:cat|envsubst|sed|tee|tr|jq|yq|base64|gomplate|grep|head|tail|sort|pv|gunzip|zcat|gzip|awk|cut)$/

/** What a step of a pipe gives to the next one. */
export function output(step: Step, before: Input, known: Variables): Input {
  if (step.kind !== 'command') return { from: before.from }
  const words = step.words.slice(0, 50).map((word) => resolve(word, known))
  const name = words[0]?.value ?? ''
  const from = before.from.length > 200 ? before.from : [...before.from, ...words]
  if (name === 'echo' || name === 'printf') {
    const text = words
      .slice(1)
      .filter(({ value }) => !/^-[neE]+$/.test(value))
      .toSorted((a, b) => b.value.length - a.value.length)[0]
    return text === undefined ? { from } : { text, from }
  }
  const file =
    step.file ??
    (/^(?:cat|zcat|gunzip|sed|envsubst)$/.test(name)
      ? words.slice(1).findLast(({ value }) => /[\w.]\/?\w/.test(value) && !value.startsWith('-'))
      : undefined)
  const text = step.input ?? (filters.test(name) && file === undefined ? before.text : undefined)
  return { ...(text && { text }), ...(file && { file }), from }
}

/** A word that is nothing but a variable, as the text that the script gave it. */
export function resolve(word: Word, { values }: Variables): Word {
  const name = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(word.value)?.[1]
  return (name === undefined ? undefined : values.get(name)) ?? word
}
