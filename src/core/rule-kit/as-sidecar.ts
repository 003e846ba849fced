import type { Field } from '../document/index.ts'
import type { Fix } from '../fix/index.ts'

/** Makes a container of `containers` a sidecar: last of the init containers, since those before it have managed without it. */
export function asSidecar(container: Field, podSpec: Field): Fix<Field> {
  const initContainers = podSpec.at('initContainers')
  const to = initContainers.at(initContainers.items().length)
  const keys = podSpec.entries().map(([key]) => key)
  const after = keys[keys.indexOf('containers') - 1]
  const isWritten = container.at('restartPolicy').exists
  return {
    title: `Move it to initContainers${isWritten ? '' : ' with restartPolicy: Always'}`,
    safety: 'unsafe',
    changes: [
      {
        move: container,
        to,
        ...(!isWritten && { with: { restartPolicy: 'Always' } }),
        ...(after !== undefined && { after })
      }
    ]
  }
}
