import { type Endless, endlessPart, isServerImage, isSidecar } from '../../kubernetes/container/index.ts'
import { quoted } from '../../text/index.ts'
import type { Field } from '../document/index.ts'
import { described, readingOf } from '../manifest/index.ts'
import { lineOf, placeOf, wordsOf } from './command-place.ts'

/** Why a container never ends on its own: a place, and a clause about it. */
export interface Unending {
  readonly at: Field
  /** What of its command shows it; absent where its image does. */
  readonly kind?: Endless['kind']
  readonly because: string
}

/** What keeps a container from ever ending; undefined where it ends, or nobody can tell. */
export function unending(container: Field): Unending | undefined {
  const found = endlessPart(readingOf(container))
  if (found)
    return {
      kind: found.kind,
      at: placeOf(container, found.words),
      because: `${quoted(lineOf(found.words))} ${reasons[found.kind]}`
    }
  const image = container.at('image')
  const isServer = !container.at('command').exists && isServerImage(image.text ?? '', wordsOf(container))
  return isServer ? { at: image, because: `the image ${quoted(image.value)} runs a server` } : undefined
}

/** Whether a container is a known proxy or agent that runs beside the work until something stops it. */
export function isAgent(container: Field): boolean {
  return isSidecar(described(container), readingOf(container))
}

const reasons: Readonly<Record<Endless['kind'], string>> = {
  sleep: 'sleeps forever',
  follow: 'follows its input forever',
  loop: 'loops without an exit',
  server: 'is a server that runs until it is stopped'
}
