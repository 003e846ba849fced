/** Which one it is, in words: 4 is "fourth", 21 is "21st". */
export function ordinal(number: number): string {
  const word = words[number - 1]
  if (word !== undefined) return word
  const isTeen = Math.floor(number / 10) % 10 === 1
  const ending = isTeen ? undefined : ['st', 'nd', 'rd'][(number % 10) - 1]
  return `${number}${ending ?? 'th'}`
}

const words = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
