import type { KubernetesVersion, Problem } from '../../kubernetes/api/index.ts'
import type { Field } from '../document/index.ts'
import type { Fix } from '../fix/index.ts'
import type { InVersions, Resource } from '../manifest/index.ts'
import type { Report } from '../rule/index.ts'

/** The reports of problems that a rule answers for. */
export function* reportsOf(
  { root }: Resource,
  problems: readonly InVersions<Problem>[],
  fixOf: (at: Field, problem: Problem) => Fix<Field> | undefined = () => undefined
): Generator<Report> {
  for (const problem of problems) {
    const { path, message, versions, related = [] } = problem
    const at = root.at(...path)
    const fix = fixOf(at, problem)
    yield {
      at,
      message: message + inVersions(versions),
      ...(fix && { fix }),
      related: related.map((other) => ({ at: root.at(...other.path), message: other.message }))
    }
  }
}

/** A sentence that names the versions of Kubernetes a problem is limited to. */
export function inVersions(versions: readonly KubernetesVersion[] | undefined): string {
  return versions === undefined ? '' : ` This applies to Kubernetes ${versions.join(', ')}.`
}
