/** Whether go-yaml reads a text as a point in time: a date, or a date and a time in one of three ways. */
export function isTimestamp(text: string): boolean {
  const match = form.exec(text)
  if (match === null) return false
  const [year, month, day, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const isDate = month !== undefined && month >= 1 && month <= 12 && day !== undefined && day >= 1
  return isDate && day <= daysIn(year as number, month) && hour < 24 && minute < 60 && second < 60
}

const form =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)| (\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?)?$/

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}
