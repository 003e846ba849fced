/** What a command may touch of the world; `main.ts` fills it from the process, tests from memory. */
export interface Io {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether standard output goes to a terminal. */
  readonly isTerminal: boolean
  readonly readStdin: () => Promise<Buffer>
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
}

/** 0: nothing at or above the threshold; 1: something; 2: a wrong command or config, or a fault of ours. */
export type ExitCode = 0 | 1 | 2
