/** What is wrong at `start` to `end` of the schedule; `repair` is what could be there instead. */
export interface Flaw {
  readonly message: string
  readonly start: number
  readonly end: number
  readonly repair?: string
  readonly timeZone?: string
}

/** Some of the schedule's text and its offset there. */
export interface SchedulePiece {
  readonly text: string
  readonly start: number
}

/** A flaw which covers the whole piece. */
export function flawIn(piece: SchedulePiece, message: string, repair?: string): Flaw {
  const place = { message, start: piece.start, end: piece.start + piece.text.length }
  return repair === undefined ? place : { ...place, repair }
}

/** The text in quotes, cut where it is too long to be shown. */
export function quote(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`
}
