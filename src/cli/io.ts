/** Everything a command may touch of the process it runs in. */
export interface Io {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** All of standard input. */
  readonly stdin: () => Promise<Buffer>
  readonly stdout: Output
  readonly stderr: Output
}

export interface Output {
  readonly write: (text: string) => void
  readonly isTTY: boolean
  /** The width of the terminal, where it is one and says so. */
  readonly columns?: number | undefined
}

/** Whether to colour: as the flags say, else NO_COLOR, else FORCE_COLOR, else where a terminal shows it. */
export function wantsColor(flag: boolean | undefined, { env }: Io, output: Pick<Output, 'isTTY'>): boolean {
  if (flag !== undefined) return flag
  if (env.NO_COLOR) return false
  const forced = env.FORCE_COLOR
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return output.isTTY && env.TERM !== 'dumb'
}
