import { hostname } from 'node:os'
import type { Io } from './io.ts'

/** The columns of the terminal that standard output is, if it is one. */
export function widthOf({ env, stdout }: Pick<Io, 'env' | 'stdout'>): number | undefined {
  if (!stdout.isTTY) return undefined
  const told = Number(env.COLUMNS)
  return stdout.columns ?? (Number.isInteger(told) && told > 0 ? told : 80)
}

/** Whether the terminal shows links (OSC 8); FORCE_HYPERLINK says so where none of the signs is there. */
export function showsLinks({ env, stdout }: Pick<Io, 'env' | 'stdout'>): boolean {
  if (!stdout.isTTY || env.TERM === 'dumb') return false
  if (env.FORCE_HYPERLINK !== undefined) return env.FORCE_HYPERLINK !== '0'
  if (env.CI || env.TEAMCITY_VERSION) return false
  const [major = 0, minor = 0] = (env.TERM_PROGRAM_VERSION ?? '').split('.').map(Number)
  const since = programs[env.TERM_PROGRAM ?? '']
  if (since !== undefined) return major > since[0] || (major === since[0] && minor >= since[1])
  if (env.VTE_VERSION) return Number(env.VTE_VERSION) > 5000
  return Boolean(env.WT_SESSION || env.KONSOLE_VERSION || env.DOMTERM) || terminals.test(env.TERM ?? '')
}

/** Programs that show links, and since which version. */
const programs: Readonly<Record<string, readonly [major: number, minor: number]>> = {
  'iTerm.app': [3, 1],
  WezTerm: [20200620, 0],
  vscode: [1, 72],
  ghostty: [0, 0],
  Hyper: [4, 0],
  tmux: [3, 4]
}

const terminals = /^(?:xterm-kitty|xterm-ghostty|alacritty|foot|contour|wezterm)/

/** A file on this machine as terminals open it. */
export function fileAddress(url: URL): string {
  return `file://${hostname()}${url.pathname}`
}
