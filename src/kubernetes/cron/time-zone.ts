import { TIME_ZONE_NAMES } from './time-zone-names.ts'

// A name of Debian's zone data, which the API server's image has beside Go's own copy.
const NAMES: readonly string[] = [...allNames(), 'posixrules']
const KNOWN: ReadonlySet<string> = new Set(NAMES)

/** Whether the API server takes this as spec.timeZone: an IANA name or link in its exact case. */
export function isTimeZone(name: string): boolean {
  return KNOWN.has(name)
}

/** The name that was most likely meant by one which the server refuses, if there is a likely one. */
export function suggestTimeZone(name: string): string | undefined {
  if (isTimeZone(name)) return undefined
  const plain = simple(name)
  const sameLetters = NAMES.find((known) => simple(known) === plain)
  if (sameLetters !== undefined) return sameLetters
  const offset = OFFSET.exec(plain)
  if (offset) return fromOffset(offset)
  return ABBREVIATIONS.get(plain.toUpperCase()) ?? fromCity(plain) ?? nearest(plain)
}

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['Z', 'UTC'],
  ['PST', 'America/Los_Angeles'],
  ['PDT', 'America/Los_Angeles'],
  ['PT', 'America/Los_Angeles'],
  ['MDT', 'America/Denver'],
  ['MT', 'America/Denver'],
  ['CST', 'America/Chicago'],
  ['CDT', 'America/Chicago'],
  ['CT', 'America/Chicago'],
  ['EDT', 'America/New_York'],
  ['ET', 'America/New_York'],
  ['AKST', 'America/Anchorage'],
  ['AKDT', 'America/Anchorage'],
  ['BRT', 'America/Sao_Paulo'],
  ['BST', 'Europe/London'],
  ['WEST', 'Europe/Lisbon'],
  ['CEST', 'Europe/Berlin'],
  ['EEST', 'Europe/Athens'],
  ['MSK', 'Europe/Moscow'],
  ['IST', 'Asia/Kolkata'],
  ['PKT', 'Asia/Karachi'],
  ['ICT', 'Asia/Bangkok'],
  ['WIB', 'Asia/Jakarta'],
  ['SGT', 'Asia/Singapore'],
  ['HKT', 'Asia/Hong_Kong'],
  ['KST', 'Asia/Seoul'],
  ['JST', 'Asia/Tokyo'],
  ['AWST', 'Australia/Perth'],
  ['ACST', 'Australia/Darwin'],
  ['AEST', 'Australia/Sydney'],
  ['AEDT', 'Australia/Sydney'],
  ['NZST', 'Pacific/Auckland'],
  ['NZDT', 'Pacific/Auckland']
])

// Zones which keep the same offset all year, for offsets that are not whole hours.
const ODD_OFFSETS: ReadonlyMap<string, string> = new Map([
  ['-9:30', 'Pacific/Marquesas'],
  ['+3:30', 'Asia/Tehran'],
  ['+4:30', 'Asia/Kabul'],
  ['+5:30', 'Asia/Kolkata'],
  ['+5:45', 'Asia/Kathmandu'],
  ['+6:30', 'Asia/Yangon'],
  ['+8:45', 'Australia/Eucla'],
  ['+9:30', 'Australia/Darwin']
])

const OFFSET = /^(?:utc|gmt)?_?([+-])_?([0-9]{1,2})(?::?([0-9]{2}))?$/

/** `UTC+2` → `Etc/GMT-2`: the names under Etc count west of Greenwich as positive. */
function fromOffset([, sign, hours, minutes = '00']: RegExpExecArray): string | undefined {
  const whole = Number(hours)
  if (minutes !== '00') return ODD_OFFSETS.get(`${sign}${whole}:${minutes}`)
  if (whole === 0) return 'UTC'
  const etc = `Etc/GMT${sign === '+' ? '-' : '+'}${whole}`
  return isTimeZone(etc) ? etc : undefined
}

function fromCity(plain: string): string | undefined {
  return NAMES.find((known) => simple(known.slice(known.lastIndexOf('/') + 1)) === plain)
}

/** The name that is at most two letters away. */
function nearest(plain: string): string | undefined {
  if (!plain.includes('/')) return undefined
  let best: string | undefined
  let least = 3
  for (const known of NAMES) {
    if (!known.includes('/') || Math.abs(known.length - plain.length) > 2) continue
    const distance = lettersApart(simple(known), plain)
    if (distance < least) [best, least] = [known, distance]
  }
  return best
}

/** Levenshtein's distance. */
function lettersApart(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (let at = 0; at < other.length; at++) {
      const replaced = (row[at] ?? 0) + (letter === other[at] ? 0 : 1)
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

function simple(name: string): string {
  return name.trim().toLowerCase().replaceAll(' ', '_').replaceAll('\\', '/')
}

function allNames(): string[] {
  return Object.entries(TIME_ZONE_NAMES).flatMap(([area, names]) =>
    names.split(' ').map((name) => (area === '' ? name : `${area}/${name}`))
  )
}
