import type { Path, Range } from '../../yaml/index.ts'
import { Field, type ManifestDocument, nodeAt } from '../document/index.ts'
import type { Resource } from '../manifest/index.ts'
import type { Finding } from '../rule/index.ts'

/** The resource that a field or a stretch of text belongs to, if it is one of these. */
export function ownerOf(at: Field | Range, resources: readonly Resource[]): Resource | undefined {
  return resources.find((resource) =>
    at instanceof Field ? isInside(at, resource) : isWithin(at.start, resource)
  )
}

/** Whether a report points into a resource. */
export function isInside(at: Field | Range, { root }: Resource): boolean {
  return (
    at instanceof Field &&
    at.document === root.document &&
    root.path.every((key, index) => at.path[index] === key)
  )
}

/** The findings of each resource; findings, in order of place, know their path but not their document. */
export function findingsByOwner(
  resources: readonly Resource[],
  findings: readonly Finding[]
): Map<Resource, Finding[]> {
  const found = new Map<Resource, Finding[]>(resources.map((resource) => [resource, []]))
  const documents = [...new Set(resources.map(({ root }) => root.document))]
  const homes = new Map(
    resources.map((resource) => [key(resource.root.document, resource.root.path), resource])
  )
  const depths = [...new Set(resources.map(({ root }) => root.path.length))]
  let next = 0
  for (const finding of findings) {
    const { path, range } = finding
    while ((documents[next]?.range.start ?? Number.POSITIVE_INFINITY) <= range.start) next++
    const document = documents[next - 1]
    if (document === undefined || range.start > document.range.end) continue
    const home =
      path.length === 0
        ? resources.find((resource) => resource.root.document === document && isWithin(range.start, resource))
        : depths
            .map((depth) => homes.get(key(document, path.slice(0, depth))))
            .find((one) => one !== undefined)
    if (home !== undefined) found.get(home)?.push(finding)
  }
  return found
}

function key(document: ManifestDocument, path: Path): string {
  return `${document.index} ${path.join('/')}`
}

function isWithin(offset: number, { root }: Resource): boolean {
  const node = nodeAt(root)
  return node !== undefined && offset >= node.start && offset <= node.end
}
