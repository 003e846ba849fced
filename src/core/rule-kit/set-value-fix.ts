import { quoted } from '../../text/index.ts'
import type { Field } from '../document/index.ts'
import type { Fix } from '../fix/index.ts'

/** A fix that writes a value which is a guess; a key that is not there yet comes behind its sibling `after`. */
export function writing(at: Field, to: string | number | boolean, after?: string): Fix<Field> {
  const changes = [{ set: at, to, ...(after !== undefined && { after }) }]
  return { title: `Write ${nameOf(at)}: ${shown(to)}`, safety: 'unsafe', changes }
}

function nameOf({ path }: Field): string {
  return String(path.at(-1))
}

/** Words as they are, anything else that is a text in quotes. */
function shown(value: string | number | boolean): string {
  return typeof value === 'string' && !/^\w+$/.test(value) ? quoted(value) : String(value)
}
