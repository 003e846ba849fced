import type { SourceFile } from '../../yaml/index.ts'
import type { Mark } from '../check/index.ts'
import type { ManifestDocument } from '../document/index.ts'
import type { Resource } from '../manifest/index.ts'
import type { Finding } from '../rule/index.ts'

/** One file as far as it is linted: what suppresses findings, and the findings in order of place. */
export interface CheckedFile {
  readonly file: SourceFile
  readonly documents: readonly ManifestDocument[]
  readonly resources: readonly Resource[]
  readonly findings: readonly Finding[]
}

/** What suppresses each finding, the nearest first. */
export interface Marks {
  readonly add: (finding: Finding, mark: Mark) => void
}
