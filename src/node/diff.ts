import { createTwoFilesPatch } from 'diff'
import { printable } from '../text/index.ts'
import type { FileFixes } from './lint-files.ts'

/** What fixes would change, as a unified diff that `git apply` takes; nothing in it can steer a terminal. */
export function diff(fixes: readonly FileFixes[]): string {
  return fixes.map(oneFile).join('')
}

function oneFile({ before: { file }, original, text }: FileFixes): string {
  if (original === text) return ''
  const name = printable(file)
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, original, text, '', '', { context: 3 })
  return patch.replace(/^=+\n/, '').replace(control, printable)
}

/**
 * A line break of Windows is part of the text; a carriage return elsewhere would write over the line, and what turns
 * the direction of writing would show the line in another order.
 */
const control = /\r(?!\n)|[^\P{Cc}\t\r\n]|\p{Bidi_Control}/gu
