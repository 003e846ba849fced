import type { Files, Input } from './program.ts'
import type { Command, Step, Word } from './step.ts'

/** What a script has put into variables and files so far. */
interface Known {
  readonly files: Files
  readonly moment: number
  resolve(word: Word): Word
}

/** What a command reads: its heredoc or file, else what comes down the pipe. */
export function inputOf(command: Command, piped: Input, known: Known): Input {
  const file = command.file ?? piped.file
  const moment = known.moment
  const files = known.files
  const written = file && writtenBefore({ from: [], files, moment }, file.value)
  const text = command.input ?? piped.text ?? written
  const { from } = piped
  return { from, files, moment, ...(text && { text: known.resolve(text) }), ...(file && { file }) }
}

/** The text that the script has put into a file before it comes to the program with this input. */
export function writtenBefore({ files, moment = 0 }: Input, file: string): Word | undefined {
  const writings = files?.get(file) ?? []
  let [low, high] = [0, writings.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((writings[middle]?.moment ?? 0) < moment) low = middle + 1
    else high = middle
  }
  return writings[low - 1]?.text
}

/** Programs that pass on what they read, changed or not. */
const filters =
  /^(?:cat|envsubst|sed|tee|tr|jq|yq|base64|gomplate|grep|head|tail|sort|pv|gunzip|zcat|gzip|awk|cut)$/

/** What a step of a pipe gives to the next one. */
export function outputOf(step: Step | undefined, before: Input): Input {
  if (step?.kind !== 'command') return { from: before.from }
  const words = step.words.slice(0, 50)
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
