import type { Launched } from './launchers.ts'
import { readShell } from './parse-script.ts'
import { losing, lossHere, lost } from './shell-place.ts'
import type { Step, Word } from './step.ts'
import { costOfShell, type Here, maxDepth } from './walk.ts'

/** A script inside the script, read in a shell of its own or, for `eval`, in the same one. */
export function opened(
  text: Word,
  { isErrexit, isPipefail, isSame, args }: Omit<Launched, 'words' | 'through' | 'loops' | 'isElsewhere'>,
  here: Here
): Step | undefined {
  const { walk, shell, place } = here
  const { value, string, inner } = text
  walk.left -= value.length + costOfShell
  if (place.depth >= maxDepth || walk.left < 0) {
    walk.unread.push({ string, start: inner, why: place.depth >= maxDepth ? 'depth' : 'size' })
    return undefined
  }
  const step = readShell(value, { string, offset: inner, depth: 0, unread: walk.unread })
  const deeper = { ...place, depth: place.depth + 1 }
  if (isSame) return here.read.step(step, { ...here, place: deeper })
  const loss = lossHere(place, shell)
  const { inverse: _, returned: __, ...bare } = deeper
  const inside = losing({ ...bare, isTested: false }, loss)
  return here.read.script(step, walk, { isErrexit, isPipefail, args, place: inside })
}

/** A script that a template engine has yet to put together. */
export const mayBeTemplate = /\{%|\{\{-?\s*(?:if|range|with|else|end|include|template|block|define)\b/

/** `trap 'rm -f x' EXIT`: it runs, and nobody looks whether it fails. */
export function trapped(text: Word, here: Here): void {
  if (/^(?:-|\d*)$/.test(text.value)) return
  opened(
    text,
    { isErrexit: false, isPipefail: false, isSame: true },
    { ...here, place: lost(here.place, 'trap') }
  )
}
