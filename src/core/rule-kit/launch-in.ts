import { type Launch, launchOf, type Word } from '../../shell/index.ts'
import type { Field } from '../document/index.ts'

/** The strings of a container's `command`, then of its `args`; empty where there is another value. */
export function wordsOf(container: Field): string[] {
  return [...strings(container.at('command')), ...strings(container.at('args'))]
}

/** What a container starts, as far as the manifest tells. */
export function launchIn(container: Field): Launch | undefined {
  return launchOf(strings(container.at('command')), strings(container.at('args')))
}

/** The place of some words of a launch in the manifest. */
export function placeOf(container: Field, words: readonly Word[]): Field {
  const [first, last] = [words[0], words.at(-1)]
  const commands = container.at('command').items()
  const all = [...commands, ...container.at('args').items()]
  const field = first && all[first.string]
  if (field === undefined || first === undefined || last === undefined) return container.at('command')
  if (typeof field.value !== 'string' || first.string !== last.string || !(first.start >= 0)) return field
  const text = field.value.slice(first.start, last.end)
  const isLine = text !== '' && text.length < 200 && !text.includes('\n')
  return isLine ? field.words(text, first.start) : field
}

/** The words as a message shows them, cut where they are long. */
export function lineOf(words: readonly Word[]): string {
  const line = words
    .map(({ value }) => value)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > 40 ? `${line.slice(0, 37)}...` : line
}

function strings(list: Field): string[] {
  return list.items().map(({ value }) => (typeof value === 'string' ? value : ''))
}
