import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..', 'shared')

/** The folder of recorded truth beside the checkout, if this machine has it; says so where it does not. */
export function shared(...path: string[]): string | undefined {
  const place = join(root, ...path)
  if (existsSync(place)) return place
  console.warn(`Skipped: ../shared/${path.join('/')} is not on this machine.`)
  return undefined
}

/** The files below a folder that may hold manifests, as paths relative to it. */
export function manifestsIn(folder: string): { path: string; text: string }[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile() && /\.(ya?ml|json|tmpl|j2|tpl)$/.test(entry.name))
  return files.map((entry) => {
    const path = join(entry.parentPath, entry.name)
    return { path: path.slice(folder.length + 1), text: readFileSync(path, 'utf8') }
  })
}

/** The rows of a file of recorded answers, one JSON object a line. */
export function recorded<Row>(file: string): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)
}
