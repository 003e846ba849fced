import type { Kind } from './classify.ts'
import type { Severity } from './rule.ts'
import type { Position, Range } from './source.ts'
import type { Path } from './tree.ts'

/** A place in the linted file: offsets for machines, positions for people. */
export interface Place {
  readonly range: Range
  readonly start: Position
  readonly end: Position
}

/** A report made concrete: what is wrong, how bad, and exactly where. */
export interface Finding extends Place {
  readonly ruleId: string
  readonly severity: Severity
  /** One line of printable text; control characters of the manifest are spelled out (`\u001b`). */
  readonly message: string
  /** The path the file was linted under. */
  readonly file: string
  /** Keys and indexes from the document's root; empty where the finding is about the text itself. */
  readonly path: Path
  readonly resource?: { readonly kind: Kind; readonly name?: string; readonly namespace?: string }
  readonly related: readonly (Place & { readonly message: string })[]
}

/** A rule that threw: our bug, never the manifest's fault, and never silence. */
export interface Crash {
  readonly ruleId: string
  readonly file: string
  readonly message: string
  readonly stack: string
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
}
