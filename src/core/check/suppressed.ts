import type { Settings } from '../config/index.ts'
import type { Finding, Place, Suppression } from '../rule/index.ts'

/** Something that suppresses a finding, for ever or until a day. */
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
  if (mark !== undefined) {
    const { reason } = mark.written
    return { ...finding, suppressed: { by: mark.by, ...(reason !== undefined && { reason }) } }
  }
  const [ended] = marks
  if (ended === undefined) return finding
  const { place, written } = ended
  const related = place ? [{ ...place, message: 'The expired suppression is here.' }] : []
  return {
    ...finding,
    message: `${finding.message} Its suppression ended on ${written.until}.`,
    related: [...finding.related, ...related]
  }
}

/** Whether the last day of a suppression is past; nothing is, where nobody has a clock. */
export function isOver({ until }: Mark['written'], { calendar }: Pick<Settings, 'calendar'>): boolean {
  return until !== undefined && calendar !== undefined && until < calendar.today
}
