import { isOpen } from './line.ts'
import type { Level, Misfit } from './line-layout.ts'
import { dashMissing, moved } from './placing.ts'
import type { Explained, Line, Lines } from './slip.ts'
import { type ListStyle, neighbour } from './style.ts'

/**
 * A line may fit nowhere because the one before it is out of place; the column that both should have had shows it,
 * going by the rest of the document.
 */
export function otherLineOutOfPlace(misfit: Misfit, lines: Lines, style: ListStyle): Explained | undefined {
  const { previous } = misfit
  if (previous === undefined) return undefined
  return (
    itemOutOfLine(misfit, previous, lines, style) ??
    firstItemWithoutDash(misfit, previous) ??
    steppedOut(misfit, previous, lines, style) ??
    firstKeyOutOfLine(misfit, lines, style)
  )
}

/** The dash before it: the line would fit below a dash in the usual column. */
function itemOutOfLine(
  { line, levels, closed }: Misfit,
  previous: Line,
  lines: Lines,
  { dash }: ListStyle
): Explained | undefined {
  if (previous.dashes.length !== 1 || previous.colon < 0 || line.dashes.length > 0) return undefined
  const all = [...levels, ...closed]
  const at = all.findIndex(({ type, first }) => type === 'sequence' && first === previous)
  const [parent, list] = [all[at - 1], all[at]]
  if (parent === undefined || list === undefined) return undefined
  const usual = parent.column + dash
  if (line.indent !== usual + previous.body - list.column) return undefined
  return moved(previous, usual, line, lines)
}

/** Fields of Kubernetes that are lists, so that the first line below one begins with a dash. */
const lists =
  /^(?:.*[cC]ontainers|env|envFrom|volumes|volumeMounts|volumeDevices|ports|items|args|command|tolerations|imagePullSecrets|sources|rules|subjects|hostAliases|matchExpressions|.*Terms|topologySpreadConstraints|volumeClaimTemplates|searches|nameservers|options|finalizers|ownerReferences|onExitCodes|onPodConditions)$/

/** The first item of a list without its dash: what belongs to it is two columns deeper. */
function firstItemWithoutDash({ line, how, levels }: Misfit, previous: Line): Explained | undefined {
  const [parent, level] = [levels.at(-2), levels.at(-1)]
  if (how !== 'deep' || level?.first !== previous || level.entries !== 1 || previous.dashes.length > 0)
    return undefined
  if (line.indent !== previous.indent + 2 || line.dashes.length > 0) return undefined
  return isListField(parent?.last.key) ? dashMissing(previous) : undefined
}

/** A line that ended what its neighbors, deeper on both sides, go on with; or that should have begun it. */
function steppedOut(
  { line, how, levels }: Misfit,
  previous: Line,
  lines: Lines,
  { step }: ListStyle
): Explained | undefined {
  if (how !== 'deep' || levels.at(-1)?.last !== previous || previous.dashes.length > 0) return undefined
  const above = neighbour(previous, lines, -1)
  if (above === undefined) return undefined
  if (above.body === line.indent && previous.indent < line.indent)
    return moved(previous, line.indent, above, lines)
  const isFirst = isOpen(above) && above.body === previous.indent && line.indent === above.body + step
  return isFirst ? moved(previous, line.indent, line, lines) : undefined
}

/** The only key so far of a mapping with an unusual indentation, where this line has the usual one. */
function firstKeyOutOfLine(
  { line, levels, closed }: Misfit,
  lines: Lines,
  style: ListStyle
): Explained | undefined {
  const all = [...levels, ...closed]
  const usual = line.dashes.length > 0 ? style.dash : style.step
  for (const level of [levels.at(-1), closed[0]]) {
    const parent = level && all[all.indexOf(level) - 1]
    if (parent === undefined || level === undefined || !isLone(level)) continue
    const fits = line.dashes.length > 0 ? isOpen(level.first) : line.indent === parent.column + usual
    if (
      fits &&
      level.column !== parent.column + style.step &&
      line.indent <= parent.column + style.step + style.dash
    ) {
      return moved(level.first, parent.column + style.step, line, lines)
    }
  }
  return undefined
}

function isLone({ entries, first, type }: Level): boolean {
  return type === 'mapping' && entries === 1 && first.dashes.length === 0
}

/** Whether a field of Kubernetes holds a list of mappings or texts. */
export function isListField(name: string | undefined): boolean {
  return lists.test(name ?? '')
}
