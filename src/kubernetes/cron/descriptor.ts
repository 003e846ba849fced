import { parseEvery } from './every.ts'
import { type Flaw, flawIn, quote } from './flaw.ts'
import { type CronSchedule, readFields } from './schedule.ts'

const STANDS_FOR: ReadonlyMap<string, readonly [string, string, string, string, string]> = new Map([
  ['@yearly', ['0', '0', '1', '1', '*']],
  ['@annually', ['0', '0', '1', '1', '*']],
  ['@monthly', ['0', '0', '1', '*', '*']],
  ['@weekly', ['0', '0', '*', '*', '0']],
  ['@daily', ['0', '0', '*', '*', '*']],
  ['@midnight', ['0', '0', '*', '*', '*']],
  ['@hourly', ['0', '*', '*', '*', '*']]
])
const EVERY = '@every '

/** The schedule which a text beginning with `@` means: exact case, no space after it. */
export function readDescriptor(text: string): CronSchedule | Flaw {
  const whole = { text, start: 0 }
  const fields = STANDS_FOR.get(text)
  if (fields) {
    const [minute, hour, dayOfMonth, month, dayOfWeek] = fields
    const at = (word: string) => ({ text: word, start: 0 })
    return readFields([at(minute), at(hour), at(dayOfMonth), at(month), at(dayOfWeek)])
  }
  if (/^@every\s*$/i.test(text)) return flawIn(whole, '@every needs a duration, such as @every 30m')
  if (text.startsWith(EVERY)) {
    const seconds = parseEvery({ text: text.slice(EVERY.length), start: EVERY.length })
    return typeof seconds === 'number' ? { kind: 'every', seconds } : seconds
  }

  const [word = ''] = text.trim().toLowerCase().split(/\s/, 1)
  if (word === '@reboot') return flawIn(whole, '@reboot is not supported: for a single run use a Job')
  const every = /^@every\s*([-+.0-9].{0,30})$/i.exec(text)
  if (every) return flawIn(whole, '@every and its duration must be separated by one space', EVERY + every[1])
  const known = STANDS_FOR.has(word) && word === text.trim().toLowerCase()
  if (known) return flawIn(whole, `${quote(text)} must be written ${word}`, word)
  return flawIn(whole, `${quote(text)} is not supported: use ${[...STANDS_FOR.keys()].join(', ')} or @every`)
}
