import type { KubernetesVersion } from '../../kubernetes/api/index.ts'
import { printable } from '../../text/index.ts'
import { Field } from '../document/index.ts'
import type { Change, Fix } from '../fix/index.ts'
import type { Kind, Stray } from '../manifest/index.ts'
import { isDecoded } from './schema-fix.ts'

/** Takes fields that share a home to it, each with what the author wrote; undefined where the home is not known, or taken. */
export function strayFix(
  family: readonly Stray[],
  { kind, root, version }: { readonly kind: Kind; readonly root: Field; readonly version: KubernetesVersion }
): Fix<Field> | undefined {
  const [first] = family
  const [home, another] = first?.homes ?? []
  if (first === undefined || home === undefined || another !== undefined) return undefined
  const bare = new Field(root.document, root.path, root.value)
  const { value = null } = bare.at(...first.path)
  const isGuess = first.slip === 'spelling' || (typeof value === 'object' && first.slip === 'level')
  if (isGuess && !isDecoded(value, home, { kind, version })) return undefined
  const name = printable(String(first.path.at(-1)))
  if (first.slip !== 'level') {
    const to = String(home.at(-1))
    const safety = first.slip === 'letters' ? 'safe' : 'unsafe'
    return { title: `Rename ${name} to ${to}`, safety, changes: [{ rename: bare.at(...first.path), to }] }
  }
  // A key that all of them belong below is written for the first; the others follow once it is there.
  const isThere = bare.at(...home.slice(0, -1)).value !== undefined
  const ready = family.filter(({ homes: [to, other] }) => {
    return to !== undefined && other === undefined && bare.at(...to.slice(0, -1)).value !== undefined
  })
  const after = isThere ? undefined : keyBefore(first, bare)
  const moves = (isThere ? ready : [first]).map(({ path, homes: [to = home] }): Change<Field> => {
    const at = bare.at(...path)
    const behind = after ?? (typeof at.value === 'object' ? lastKey(bare.at(...to.slice(0, -1))) : undefined)
    return { move: at, to: bare.at(...to), ...(behind !== undefined && { after: behind }) }
  })
  const others = moves.length > 1 ? ` and ${moves.length - 1} more` : ''
  const isOneHome = ready.every(({ homes: [to] }) => String(to?.slice(0, -1)) === String(home.slice(0, -1)))
  const place = first.names[0]?.split('.').slice(0, others === '' ? undefined : -1)
  const title = isOneHome
    ? `Move ${name}${others} to ${place?.join('.')}`
    : `Move ${name}${others} to their places`
  return { title, safety: 'unsafe', changes: moves }
}

/** The key in front of a stray, behind which a new key for it comes. */
function keyBefore({ path }: Stray, bare: Field): string | undefined {
  const keys = bare.at(...path.slice(0, -1)).entries()
  return keys[keys.findIndex(([key]) => key === path.at(-1)) - 1]?.[0]
}

function lastKey(holder: Field): string | undefined {
  return holder.entries().at(-1)?.[0]
}
