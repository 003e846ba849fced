import type { Settings } from '../config/index.ts'
import type { Finding, Place, Suppression } from '../rule/index.ts'
import type { Found } from './found.ts'

/** Something that suppresses a finding, forever or until a day. */
export interface Mark {
  readonly by: Suppression['by']
  /** Where it is written, if that is in the file. */
  readonly place?: Place
  readonly written: { readonly reason?: string; readonly until?: string }
}

/** A finding marked by the first suppression that still counts; one whose suppressions are all over says so. */
export function marked(
  finding: Finding,
  marks: readonly Mark[],
  settings: Pick<Settings, 'calendar'>
): Finding {
  const mark = marks.find(({ written }) => !isOver(written, settings))
  if (mark !== undefined) return { ...finding, suppressed: suppression(mark) }
  const [ended] = marks
  if (ended === undefined) return finding
  const { place, written } = ended
  const related = place ? [{ ...place, message: 'The expired suppression is here.' }] : []
  return { ...finding, message: withEnd(finding, written), related: [...finding.related, ...related] }
}

/** A finding of a rule that the config turns off for its resource: marked so, or shown with the day on which that ended. */
export function hiddenByConfig(
  found: Found,
  written: Mark['written'],
  settings: Pick<Settings, 'calendar'>
): Found {
  if (isOver(written, settings)) return { ...found, message: withEnd(found, written) }
  return { ...found, suppressed: suppression({ by: 'config', written }) }
}

function suppression({ by, written: { reason } }: Mark): Suppression {
  return { by, ...(reason !== undefined && { reason }) }
}

function withEnd({ message }: Pick<Finding, 'message'>, { until }: Mark['written']): string {
  return `${message} Its suppression ended on ${until}.`
}

/** Whether the last day of a suppression is past; nothing is, where nobody has a clock. */
export function isOver({ until }: Mark['written'], { calendar }: Pick<Settings, 'calendar'>): boolean {
  return until !== undefined && calendar !== undefined && until < calendar.today
}
