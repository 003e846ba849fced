/** A text in lines of at most so many columns of a terminal; the first may have fewer. Too long a word is broken. */
export function wrapped(
  text: string,
  { first, rest }: { readonly first: number; readonly rest: number }
): string[] {
  const lines = ['']
  let left = first
  for (const word of text.split(' ').flatMap((word) => pieces(word, rest))) {
    const isFresh = lines.at(-1) === ''
    const needed = columns(word) + (isFresh ? 0 : 1)
    if (needed <= left) {
      lines.push(`${lines.pop()}${isFresh ? '' : ' '}${word}`)
      left -= needed
    } else {
      lines.push(word)
      left = rest - columns(word)
    }
  }
  return lines
}

/** How many columns of a terminal a text takes. */
export function columns(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  return [...text].reduce((sum, character) => sum + columnsOf(character), 0)
}

/** A word, or as much of it at a time as a line holds. */
function pieces(word: string, room: number): string[] {
  if (columns(word) <= room) return [word]
  const found = ['']
  let left = room
  for (const character of word) {
    left -= columnsOf(character)
    if (left < 0) {
      found.push('')
      left = room - columnsOf(character)
    }
    found.push(`${found.pop()}${character}`)
  }
  return found
}

function columnsOf(character: string): number {
  return /\p{Mark}/u.test(character) ? 0 : wide.test(character) ? 2 : 1
}

/** Emoji and what East Asian scripts write in full width. */
const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u
