/** The text behind strict base64, line breaks aside, with U+FFFD for each byte that is not UTF-8; undefined if it is none. */
export function decodeBase64(text: string): string | undefined {
  const written = text.replace(/[\r\n]/g, '')
  if (written.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(written)) return undefined
  const bytes: number[] = []
  let bits = 0
  let count = 0
  for (const character of written.replace(/(?<!=)=+$/, '')) {
    bits = ((bits << 6) | alphabet.indexOf(character)) & 0xffff
    count += 6
    if (count < 8) continue
    count -= 8
    bytes.push((bits >> count) & 0xff)
  }
  return decodeUtf8(bytes)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function decodeUtf8(bytes: readonly number[]): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] as number
    const length =
      first < 0x80
        ? 1
        : first >= 0xc2 && first < 0xe0
          ? 2
          : first >> 4 === 14
            ? 3
            : first >= 0xf0 && first < 0xf5
              ? 4
              : 0
    let value = length === 1 ? first : first & (0xff >> (length + 1))
    let isWhole = length > 0
    for (let next = 1; next < length; next++) {
      const byte = bytes[at + next] ?? 0
      if (byte >> 6 !== 2) isWhole = false
      value = (value << 6) | (byte & 0x3f)
    }
    const isShortest = length < 3 || value >= (length === 3 ? 0x800 : 0x10000)
    const isCharacter = isWhole && isShortest && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff)
    parts.push(isCharacter ? String.fromCodePoint(value) : '\ufffd')
    at += isCharacter ? length : 1
  }
  return parts.join('')
}
