/** The ways to set words off; each can be read on white as well as on black, which yellow, white and blue cannot. */
export const styles = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  magenta: [35, 39]
} as const satisfies Record<string, readonly [on: number, off: number]>

export type Style = keyof typeof styles

/** Sets words off for a terminal, or leaves them as they are where color is not wanted. */
export function painter(isColored: boolean): (text: string, ...names: readonly Style[]) => string {
  if (!isColored) return (text) => text
  return (text, ...names) =>
    names.reduce((inner, name) => `\u001B[${styles[name][0]}m${inner}\u001B[${styles[name][1]}m`, text)
}

/** A link as terminals show it (OSC 8); the address has to be a URL. */
export function linked(text: string, address: string | undefined): string {
  if (address === undefined || /[^!-~]/.test(address)) return text
  return `\u001B]8;;${address}\u001B\\${text}\u001B]8;;\u001B\\`
}
