import type { Complaint } from './constraint.ts'
import { show } from './phrases.ts'
import type { Path } from './problem.ts'
import { type Fields, fields, items, text, written } from './values.ts'

interface FileAt {
  readonly path: string
  readonly below: Path
}

/** Files of one volume that hide each other: the same path, or one inside the other (W15). */
export function overlapComplaints(volume: Fields): Complaint[] {
  const own = ['configMap', 'secret', 'downwardAPI'].flatMap((kind) =>
    overlaps(filesOf(volume[kind], [kind]))
  )
  const sources = items(fields(volume.projected).sources)
  const projected = sources.flatMap((source, index) =>
    projectedFiles(fields(source), ['projected', 'sources', index])
  )
  return [...own, ...overlaps(projected)]
}

function projectedFiles(source: Fields, below: Path): FileAt[] {
  for (const kind of ['configMap', 'secret', 'downwardAPI']) {
    if (written(fields(source[kind]).items)) return filesOf(source[kind], [...below, kind])
  }
  const token = fields(source.serviceAccountToken)
  return typeof token.path === 'string'
    ? [{ path: token.path, below: [...below, 'serviceAccountToken', 'path'] }]
    : []
}

function filesOf(source: unknown, below: Path): FileAt[] {
  return items(fields(source).items).map((item, index) => ({
    path: text(fields(item).path),
    below: [...below, 'items', index, 'path']
  }))
}

/** Sorted by path, a file and what lies inside it are neighbors: no need to compare all pairs. */
function overlaps(files: readonly FileAt[]): Complaint[] {
  const sorted = files
    .map((file, order) => ({ ...file, order, path: `${withoutSlashes(file.path)}/` }))
    .filter((file) => file.path !== '/')
    .sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : one.order - other.order))
  const complaints: Complaint[] = []
  const around: typeof sorted = []
  for (const file of sorted) {
    while (around.length > 0 && !file.path.startsWith(around.at(-1)?.path ?? '')) around.pop()
    const outer = around.at(-1)
    if (outer) {
      const message = `Files ${show(outer.path.slice(0, -1))} and ${show(file.path.slice(0, -1))} of this volume overlap.`
      complaints.push({ message, below: file.below })
    }
    around.push(file)
  }
  return complaints
}

function withoutSlashes(path: string): string {
  let end = path.length
  while (end > 0 && path[end - 1] === '/') end -= 1
  return path.slice(0, end)
}
