import { type Reading, readContainer, type TaskContainer } from '../../kubernetes/container/index.ts'
import type { Field } from '../document/index.ts'

/** What a container starts, read once for all the rules that ask. */
export function readingOf(container: Field): Reading {
  const key = container.value
  if (typeof key !== 'object' || key === null) return readContainer(described(container))
  const known = readings.get(key)
  if (known !== undefined) return known
  const reading = readContainer(described(container))
  readings.set(key, reading)
  return reading
}

/** By the container's own value, which is made anew with each text. */
const readings = new WeakMap<object, Reading>()

/** The parts of a container that tell what it runs; an empty string where the manifest has another value. */
export function described(container: Field): TaskContainer {
  const [name, image] = [container.at('name').value, container.at('image').value]
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof image === 'string' && { image }),
    command: strings(container.at('command')),
    args: strings(container.at('args'))
  }
}

function strings(list: Field): string[] {
  return list.items().map(({ value }) => (typeof value === 'string' ? value : ''))
}
