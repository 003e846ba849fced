/** The candidate nearest to what was written, if it is near: about one slip in three characters, `most` of them. */
export function closest(
  written: string,
  candidates: Iterable<string>,
  most = Number.POSITIVE_INFINITY
): string | undefined {
  let best: { readonly candidate: string; readonly slips: number } | undefined
  for (const candidate of candidates) {
    const few = Math.max(1, Math.floor(Math.min(written.length, candidate.length) / 3))
    const allowed = Math.min(few, most)
    if (Math.abs(written.length - candidate.length) > allowed) continue
    const slips = distance(written.toLowerCase(), candidate.toLowerCase())
    if (slips <= allowed && slips < (best?.slips ?? Number.POSITIVE_INFINITY)) best = { candidate, slips }
  }
  return best?.candidate
}

/** Letters added, left out, replaced or swapped with their neighbor (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  const cell = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    rows.push(line)
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1]
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      line.push(
        Math.min(
          cell(row - 1, column) + 1,
          cell(row, column - 1) + 1,
          cell(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwapped ? cell(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY
        )
      )
    }
  }
  return cell(a.length, b.length)
}
