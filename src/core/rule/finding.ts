import type { Path, Position, Range } from '../../yaml/index.ts'
import type { Edit, Fix, Safety } from '../fix/index.ts'
import type { Kind } from '../manifest/index.ts'
import type { Severity, Tag } from './rule.ts'

/** A place in the linted file: offsets for machines, positions for people. */
export interface Place {
  readonly range: Range
  readonly start: Position
  readonly end: Position
}

/** A fix made concrete: what it changes in the value of a document, and the characters of the file that it takes. */
export interface FindingFix extends Fix<Path> {
  /** The place of the document among the file's, as in `ManifestDocument`. */
  readonly document: number
  /** In order of place, none over another. */
  readonly edits: readonly Edit[]
}

/** What hides a finding, and why; it stays in the results. */
export interface Suppression {
  readonly by: 'comment' | 'annotation' | 'config' | 'baseline'
  readonly reason?: string
}

/** What a resource is called; the generated name only where it has no other. */
export interface ResourceName {
  readonly kind: Kind
  readonly name?: string
  readonly generateName?: string
  readonly namespace?: string
}

/** A report made concrete: what is wrong, how bad, and exactly where. */
export interface Finding extends Place {
  readonly ruleId: string
  readonly severity: Severity
  /** One line of printable text, up to 500 characters; control characters of the manifest are spelled out (`\u001b`). */
  readonly message: string
  /** The path the file was linted under. */
  readonly file: string
  /** Keys and indexes from the document's root; empty where the finding is about the text itself. */
  readonly path: Path
  /** The path below the resource in words that outlive edits around it; absent where the path is empty. */
  readonly field?: string
  readonly resource?: ResourceName
  /** The template that a rendered stream says the document is from (Helm's `# Source:`): `chart/templates/job.yaml`. */
  readonly source?: string
  readonly tag?: Tag
  readonly related: readonly (Place & { readonly message: string })[]
  readonly fix?: FindingFix
  /** Why the fix that the rule has cannot be made here. */
  readonly unfixable?: { readonly safety: Safety; readonly reason: string }
  readonly suppressed?: Suppression
}

/** Whether a finding is neither suppressed nor in the baseline, so that it counts. */
export function isActive({ suppressed }: Pick<Finding, 'suppressed'>): boolean {
  return suppressed === undefined
}

/** Why something was not judged: never the manifest's fault, and never silence. */
export interface Crash {
  /** The rule that threw, which is our bug; absent where the whole file was not linted, for the reason of the message. */
  readonly ruleId?: string
  readonly file: string
  readonly message: string
  readonly stack?: string
  /** What the rule threw on, with the line where each begins, so that its findings there are missing; all else was checked. */
  readonly on?: readonly { readonly resource?: ResourceName; readonly line: number }[]
}

/** Everything that linting one file gave. */
export interface LintResult {
  readonly file: string
  readonly text: string
  /** Ordered by place. */
  readonly findings: readonly Finding[]
  readonly crashes: readonly Crash[]
  /** Documents that are not empty, resources found in them, and documents left unread as unrendered templates. */
  readonly documents: number
  readonly resources: number
  readonly templates: number
  /** The Chart.yaml above the file, where its templates are those of a chart. */
  readonly chart?: string
  /** The text with fixes made, where that was asked for and changed it; places are those in it. */
  readonly output?: string
}
