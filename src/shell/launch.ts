import { baseName } from '../kubernetes/container/index.ts'
import { readShell, type Step, type Word } from './shell.ts'
import { unwrap } from './wrappers.ts'

/** What a container starts: a script handed to a shell, or a single program. */
export interface Launch {
  readonly step: Step
  /** Whether the step is a script in the manifest, so that the shell's options count. */
  readonly isScript: boolean
  /** The script ends at the first command that fails: `sh -e`. */
  readonly isErrexit: boolean
  /** A pipe fails where any of its commands does: `bash -o pipefail`. */
  readonly isPipefail: boolean
}

/** The script or program behind `command` and `args`, seen through `sh -c`, `exec`, `tini` and their like. */
export function launchOf(command: readonly string[], args: readonly string[]): Launch | undefined {
  let words: readonly Word[] = [...command, ...args].map(wordAt)
  for (let turn = 0; turn < 20; turn++) {
    const [program] = words
    if (program === undefined) return undefined
    const name = baseName(program.value)
    if (/^(?:ba|da|a|z|k)?sh$/.test(name)) return shell(words)
    const inner = isLimited(name) ? undefined : unwrap(name, words)
    if (name === 'busybox') words = words.slice(1)
    else if (inner === undefined) return { ...plain, step: { kind: 'command', words, assignments: [] } }
    else words = inner
  }
  return undefined
}

/** Whether a program ends the one that it runs sooner or later. */
export function isLimited(name: string): boolean {
  return /^g?timeout$/.test(name)
}

const plain = { isScript: false, isErrexit: false, isPipefail: false }

function shell(words: readonly Word[]): Launch | undefined {
  let [isScript, isErrexit, isPipefail] = [false, false, false]
  for (let at = 1; at < words.length; at++) {
    const { value = '', string = 0 } = words[at] ?? {}
    if (!/^[-+]./.test(value)) {
      if (!isScript || mayBeTemplate.test(value) || value.length > maxLength) return undefined
      return { step: readShell(value, { string, offset: 0, depth: 0 }), isScript, isErrexit, isPipefail }
    }
    if (/^-[a-zA-Z]*c/.test(value)) isScript = true
    if (/^-[a-zA-Z]*e/.test(value)) isErrexit = true
    if (!/^-[a-zA-Z]*o$/.test(value)) continue
    const option = words[++at]?.value
    if (option === 'errexit') isErrexit = true
    if (option === 'pipefail') isPipefail = true
  }
  return undefined
}

/** A script that a template engine has yet to put together. */
const mayBeTemplate = /\{%|\{\{-?\s*(?:if|range|with|else|end|include|template|block|define)\b/
const maxLength = 65_536

function wordAt(value: string, string: number): Word {
  return { value, string, start: 0, end: value.length, inner: 0, steps: [] }
}
