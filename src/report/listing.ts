import type { Finding, LintResult, Severity } from '../core/rule/index.ts'
import { printable, splitLines } from '../text/index.ts'
import { frameLine } from './frame-line.ts'
import { objectTitle } from './logical-place.ts'
import { linked, painter, type Style } from './paint.ts'
import { columns, wrapped } from './wrap.ts'

/** How a listing is to look. */
export interface ListingStyle {
  readonly color: boolean
  /** The columns of the terminal; without them a finding is one line, however long. */
  readonly width?: number | undefined
  /** The address of a rule's page, where links are wanted. */
  readonly linkOf?: ((ruleId: string) => string | undefined) | undefined
}

/** The findings of a file under its name, each object named once: place, severity, rule, message; then the evidence. */
export function listing({ file, text, findings }: LintResult, look: ListingStyle): string {
  if (findings.length === 0) return ''
  const paint = painter(look.color)
  const isFramed = look.color || look.width !== undefined
  const lines = isFramed ? splitLines(text.replace(/^\uFEFF/, '')) : undefined
  const table = tableOf(findings, look)
  const groups = byObject(findings).flatMap(([title, group]) => [
    ...(title === '' ? [] : [`  ${title}`]),
    ...group.flatMap((finding) => entry(finding, { table, look, paint, lines }))
  ])
  return [paint(printable(file), 'bold'), ...groups].map((line) => `${line}\n`).join('')
}

function byObject(findings: readonly Finding[]): [title: string, findings: Finding[]][] {
  const groups = new Map<string, Finding[]>([['', []]])
  for (const finding of findings) {
    const title = [objectTitle(finding), finding.source && `from ${printable(finding.source)}`]
      .filter(Boolean)
      .join(', ')
    const group = groups.get(title)
    if (group === undefined) groups.set(title, [finding])
    else group.push(finding)
  }
  return [...groups].filter(([, group]) => group.length > 0)
}

interface Table {
  readonly place: number
  readonly severity: number
  /** The width of the rules' column; none where the terminal is too narrow to set messages off from rules. */
  readonly rule: number
  /** Where messages continue, and the columns that they have there; none where lines are not broken. */
  readonly indent: number
  readonly room: number | undefined
}

const [margin, gap, narrowest, widest] = [4, 2, 64, 100]

function tableOf(findings: readonly Finding[], { width }: ListingStyle): Table {
  const longest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, text.length), 0)
  const place = longest(findings.map(placeOf))
  const severity = longest(findings.map(({ severity }) => severity))
  const rule = longest(findings.map(({ ruleId }) => ruleId))
  const start = margin + place + gap + severity + gap
  if (width === undefined) return { place, severity, rule, indent: start, room: undefined }
  const beside = start + rule + gap
  const isWide = width - beside >= narrowest
  const indent = isWide ? beside : margin + place + gap
  const room = Math.min(widest, Math.max(24, width - indent))
  return { place, severity, rule: isWide ? rule : 0, indent, room }
}

const colors: Readonly<Record<Severity, readonly Style[]>> = {
  error: ['red'],
  warning: ['magenta'],
  info: []
}

interface Drawing {
  readonly table: Table
  readonly look: ListingStyle
  readonly paint: ReturnType<typeof painter>
  readonly lines: readonly string[] | undefined
}

function entry(finding: Finding, { table, look, paint, lines }: Drawing): string[] {
  const { ruleId, severity, related } = finding
  const message = printable(finding.message)
  const { room, indent } = table
  const pad = ' '.repeat(indent)
  const head = [
    paint(placeOf(finding).padStart(table.place), 'dim'),
    paint(severity.padEnd(table.severity), ...colors[severity]),
    linked(ruleId, look.linkOf?.(ruleId)) + ' '.repeat(Math.max(0, table.rule - ruleId.length))
  ]
  const taken = table.rule === 0 ? table.severity + gap + ruleId.length + gap : 0
  const [first = '', ...rest] =
    room === undefined ? [message] : wrapped(message, { first: room - taken, rest: room })
  const frame = lines && frameLine(finding, lines, (room ?? widest) - bar.length)
  const evidence = related.slice(0, mostRelated).flatMap((place) => {
    const label = `${placeOf(place)} `
    const words = printable(place.message)
    const [start = '', ...more] =
      room === undefined ? [words] : wrapped(words, { first: room - label.length, rest: room })
    return [paint(label, 'dim') + start, ...more]
  })
  return [
    `${' '.repeat(margin)}${[...head, first].join(' '.repeat(gap)).trimEnd()}`,
    ...[...rest, ...frameOf(frame, paint, look.color), ...evidence].map((line) => pad + line)
  ]
}

/** A message says what is wrong; this much of the evidence is enough to believe it. */
const mostRelated = 3

const bar = '│ '

function frameOf(
  frame: ReturnType<typeof frameLine>,
  paint: Drawing['paint'],
  isColoured: boolean
): string[] {
  if (frame === undefined) return []
  const { before, marked, after } = frame
  const edge = paint(bar, 'dim')
  if (isColoured) return [edge + before + paint(marked, 'red', 'underline') + after]
  return [
    edge + before + marked + after,
    edge + ' '.repeat(columns(before)) + '^'.repeat(Math.max(1, columns(marked)))
  ]
}

function placeOf({ start }: Pick<Finding, 'start'>): string {
  return `${start.line}:${start.column}`
}
