/** A stretch of a file that differs from before. */
export interface Hunk {
  /** The first of its lines that are new, from 1; where none are, the line above the gap. */
  readonly line: number
  readonly added: number
  /** The lines that were there before. */
  readonly removed: readonly string[]
}

/** The hunks of each file in a diff as git writes it, by the new names; context lines part hunks. */
export function readDiff(text: string): Map<string, Hunk[]> {
  const files = new Map<string, Hunk[]>()
  const lines = text.split('\n')
  let hunks: Hunk[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string
    if (line.startsWith('diff --git ')) hunks = []
    else if (line.startsWith('+++ ')) files.set(newName(line), hunks)
    else if (line.startsWith('@@ ')) index = readHunk(lines, index, hunks)
  }
  return files
}

const heading = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/

/** Counts a hunk's lines by its heading, for what they hold may look like a heading; answers with the last one's index. */
function readHunk(lines: readonly string[], start: number, hunks: Hunk[]): number {
  const match = heading.exec(lines[start] as string)
  if (match === null) return start
  const [, before = '1', first, after = '1'] = match
  let [old, fresh] = [Number(before), Number(after)]
  let line = Number(first) - (fresh === 0 ? 0 : 1)
  let [added, removed]: [number, string[]] = [0, []]
  const close = () => {
    const at = added === 0 ? line : line - added + 1
    if (added > 0 || removed.length > 0) hunks.push({ line: at, added, removed })
    added = 0
    removed = []
  }
  let index = start
  while (old > 0 || fresh > 0) {
    const text = lines[++index]
    if (text === undefined) break
    if (text.startsWith('\\')) continue
    if (text.startsWith('-')) {
      old--
      removed.push(text.slice(1))
    } else if (text.startsWith('+')) {
      fresh--
      line++
      added++
    } else {
      close()
      old--
      fresh--
      line++
    }
  }
  close()
  return index
}

/** The name that follows `+++ b/`: git quotes it where it has unusual characters, and ends it with a tab where spaces. */
function newName(line: string): string {
  const written = line.slice('+++ '.length).replace(/\t$/, '')
  const name = written.startsWith('"') ? unquoted(written.slice(1, -1)) : written
  return name.replace(/^b\//, '')
}

function unquoted(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code)
  )
}

const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v'
}
