import { onLine, shown, valueText } from './line.ts'
import type { Level, Misfit } from './line-layout.ts'
import { dashMissing, moved } from './placing.ts'
import type { Explained, Lines } from './slip.ts'
import type { ListStyle } from './style.ts'
import { otherLineOutOfPlace } from './suspects.ts'

/** Which line is out of place, and where it should begin. */
export function explainMisfit(misfit: Misfit, lines: Lines, style: ListStyle): Explained {
  return (
    itemWithoutDash(misfit) ??
    nextManifest(misfit) ??
    otherLineOutOfPlace(misfit, lines, style) ??
    dashOutOfLine(misfit) ??
    keyOutOfLine(misfit, lines)
  )
}

/** A key that the items of the list above begin with, without a dash. */
function itemWithoutDash({ line, how, levels }: Misfit): Explained | undefined {
  const items = how === 'key among items' ? levels.at(-1) : undefined
  return items?.first.key !== undefined && items.first.key === line.key ? dashMissing(line) : undefined
}

/** The first line of another manifest, indented, so that nothing separates it from the one above. */
function nextManifest({ line, levels, closed }: Misfit): Explained | undefined {
  const root = levels[0] ?? closed[0]
  if (line.key !== 'apiVersion' || line.dashes.length > 0 || (root?.entries ?? 0) < 2) return undefined
  const message =
    'A new manifest seems to begin here: write "---" on a line before it, and begin it at the start of the line.'
  return onLine(line, { code: 'missing-separator', message })
}

/** A list item that does not begin where the items above it do. */
function dashOutOfLine({ line, how, levels, closed }: Misfit): Explained | undefined {
  if (line.dashes.length === 0) return undefined
  const top = levels.at(-1)
  const items = [...closed, ...levels].filter(({ type }) => type === 'sequence').sort(near(line.indent))[0]
  if (items !== undefined && (how !== 'deep' || items === top)) {
    const message = `This dash does not line up with the dashes of the list above it; begin it in column ${items.column + 1}, as on line ${items.last.number}.`
    return onLine(line, { code: 'dash-column', message })
  }
  const key = top?.last.key
  const message =
    key && valueText(top.last) !== ''
      ? `A list item cannot be below "${shown(key)}", which has a value already; move the item, or remove that value.`
      : 'This list item is where a key is expected; line it up with the items of its list.'
  return onLine(line, { code: 'dash-column', message })
}

function near(column: number) {
  return (a: Level, b: Level) => Math.abs(a.column - column) - Math.abs(b.column - column)
}

function keyOutOfLine({ line, how, levels, closed, previous }: Misfit, lines: Lines): Explained {
  const top = levels.at(-1)
  if (how === 'deep' && top !== undefined) {
    const key = previous?.key
    const reason = key
      ? `"${shown(key)}" above it has a value already, so nothing can be nested below it`
      : 'the line above it takes nothing nested'
    const message = `This line is indented too far: ${reason}. Line it up with its neighbors (column ${top.column + 1}).`
    return { ...moved(line, top.column, top.last, lines), message }
  }
  const closest = [...closed, ...levels.slice(-2)]
    .filter(({ type }) => type === 'mapping')
    .sort(near(line.indent))
  return moved(line, closest[0]?.column ?? 0, closest[0]?.last ?? line, lines)
}
