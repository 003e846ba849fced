import type { ManifestDocument } from './manifest-document.ts'

/** Whether a text can hold a Job, CronJob or Pod at all; a big repository is mostly other files. */
export function mayHoldOurs(text: string): boolean {
  for (const { index, 0: key } of text.matchAll(kindKey))
    if (isNearOurs(text, index + key.length)) return true
  return batchVersion.test(text)
}

/** Whether a document is a template of what can be one of our kinds, as far as its words show before it is rendered. */
export function isOurTemplate({ isTemplate, file, range }: ManifestDocument): boolean {
  return isTemplate === true && ourTemplate.test(file.text.slice(range.start, range.end))
}

const kindKey = /kind["']?\s*:/gi
const batchVersion = /apiVersion["']?\s*:\s*["']?batch\//i

/** Whether the value at an offset may be one of our kinds: it is on that line, or below a tag, an anchor or a block's mark. */
function isNearOurs(text: string, offset: number): boolean {
  const [first = '', ...below] = text
    .slice(offset, offset + 200)
    .trimStart()
    .split('\n')
  const isAhead = /^[!&>|]/.test(first)
  return /Job|Pod|List/i.test(isAhead ? below.join('\n') + first : first.slice(0, 60))
}

/** A kind that is written is one of ours, or what is written in its place is to be rendered. */
const ourTemplate =
  /\bkind["']?[ \t]*:[ \t]*(?:["']?(?:(?:Cron)?Job|Pod)(?:List)?["']?[ \t]*(?:[#,}\r\n]|$)|["']?(?:\{\{|\{%|<%))|\bapiVersion["']?[ \t]*:[ \t]*["']?batch\//
