/**
 * The hash of each line as GitHub's uploader computes it (its key is `primaryLocationLineHash`), the first line's
 * first: a polynomial over the hundred characters from the line's start on, spaces and tabs left out and every line break one
 * line feed, modulo 2^64, in hexadecimal digits; behind a colon its number among the equal ones.
 */
export function lineHashes(text: string): readonly string[] {
  const codes = counted(text)
  const hash = rollingHash()
  const seen = new Map<string, number>()
  const starts: number[] = []
  const hashes: string[] = []
  let isStart = true
  // What lies a hundred characters behind a line's start has its hash; past the end there are zeros.
  for (let index = 0; hashes.length < starts.length || index < codes.length; index++) {
    if (starts[hashes.length] === index - size) hashes.push(numbered(hash.digits(), seen))
    if (isStart && index < codes.length) starts.push(index)
    const code = codes[index] ?? 0
    isStart = code === feed
    hash.replace(codes[index - size] ?? 0, code)
  }
  return hashes
}

const size = 100
const [tab, feed, carriage, blank, end] = [9, 10, 13, 32, 0xffff] as const

function counted(text: string): Uint16Array {
  const codes = new Uint16Array(text.length + 1)
  let length = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === blank || code === tab || (code === feed && text.charCodeAt(index - 1) === carriage)) continue
    codes[length++] = code === carriage ? feed : code
  }
  codes[length++] = end
  return codes.subarray(0, length)
}

/** A hash of 64 bits in two halves, whose products a double holds exactly. */
function rollingHash() {
  let [high, low] = [0, 0]
  return {
    replace(old: number, next: number): void {
      const sum = low * base + next - oldest.low * old
      const carry = Math.floor(sum / half)
      low = sum - carry * half
      high = modulo(high * base + carry - oldest.high * old)
    },
    digits: () => (high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0'))
  }
}

const half = 2 ** 32
const base = 37

/** The base to the hundredth power: what the character that leaves the hash has been multiplied by. */
const oldest = { high: 0xe59cd09a, low: 0x331cdb71 }

function modulo(number: number): number {
  return ((number % half) + half) % half
}

function numbered(digits: string, seen: Map<string, number>): string {
  const number = (seen.get(digits) ?? 0) + 1
  seen.set(digits, number)
  return `${digits}:${number}`
}
