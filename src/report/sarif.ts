import {
  type Finding,
  type FindingFix,
  isActive,
  type LintResult,
  type Rule,
  type Severity
} from '../core/rule/index.ts'
import { printable, printableJson } from '../text/index.ts'
import { type Position, positionsOf } from '../yaml/index.ts'
import { fingerprints } from './fingerprint.ts'
import { lineHashes } from './line-hashes.ts'
import { namesOf } from './logical-place.ts'
import type { RunFacts } from './run-facts.ts'
import { invocation } from './sarif-invocation.ts'
import { withinLimit } from './sarif-limit.ts'
import { artifact, logical, physical, plain, regionOf, root } from './sarif-place.ts'
import { sarifRule } from './sarif-rule.ts'

/** SARIF 2.1.0 on one line, with what GitHub code scanning reads and no absolute path in it. */
export function sarif(results: readonly LintResult[], run: RunFacts): string {
  return sarifOf(results, run, withinLimit(results.flatMap(({ findings }) => findings)))
}

/** The same without suppressed findings: GitHub reads no `suppressions`, and shows them as open alerts. */
export function codeScanning(results: readonly LintResult[], run: RunFacts): string {
  const all = results.flatMap(({ findings }) => findings)
  const active = all.filter(isActive)
  const { isKept, notifications } = withinLimit(active)
  const number = all.length - active.length
  const note = { level: 'note', message: { text: `Suppressed findings left out here: ${number}.` } }
  return sarifOf(results, run, { isKept, notifications: [...notifications, ...(number > 0 ? [note] : [])] })
}

type Part = ReturnType<typeof withinLimit>

function sarifOf(results: readonly LintResult[], run: RunFacts, part: Part): string {
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'jobsworth',
            semanticVersion: run.version,
            informationUri: run.home,
            rules: run.rules.map((rule) => sarifRule(rule, run))
          }
        },
        invocations: [invocation(results, part.notifications)],
        originalUriBaseIds: {
          [root]: {
            description: {
              text: 'The root of the repository; outside of one, the folder that jobsworth was run in.'
            }
          }
        },
        columnKind: 'utf16CodeUnits',
        results: sarifResults(results, run.rules, part.isKept)
      }
    ]
  }
  return `${printableJson(JSON.stringify(log))}\n`
}

const levels: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' }

function sarifResults(results: readonly LintResult[], rules: readonly Rule[], isKept: Part['isKept']) {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]))
  const fingerprint = fingerprints()
  // SARIF wants this for each result once it has it for one.
  const isTold = results.some(({ findings }) =>
    findings.some((finding) => !isActive(finding) && isKept(finding))
  )
  return results.flatMap(({ findings, text }) => {
    const position = positionsOf(text)
    const lineHash = hashOfLine(text)
    return findings.flatMap((finding) => {
      // What is left out counts, too, so that leaving it out gives no other finding its name.
      const hash = fingerprint(finding)
      if (!isKept(finding)) return []
      return {
        ruleId: finding.ruleId,
        ruleIndex: indexes.get(finding.ruleId),
        level: levels[finding.severity],
        message: { text: messageText(finding) },
        locations: [
          { physicalLocation: physical(finding.file, finding), logicalLocations: logical(finding) }
        ],
        relatedLocations: finding.related.map((place, index) => ({
          id: index + 1,
          message: { text: plain(place.message) },
          physicalLocation: physical(finding.file, place)
        })),
        ...(isTold && { suppressions: suppressions(finding) }),
        // The first is ours; GitHub reads the second, and warns where it is not what its uploader computes.
        partialFingerprints: { 'jobsworth/v1': hash, ...lineHash(finding.start.line) },
        ...properties(finding),
        ...(finding.fix && { fixes: [fixOf(finding.file, finding.fix, position)] })
      }
    })
  })
}

/** GitHub's hash of a line; hashing waits until it is asked for. */
function hashOfLine(text: string): (line: number) => { primaryLocationLineHash?: string } {
  let hashes: readonly string[] | undefined
  return (line) => {
    hashes ??= lineHashes(text)
    const primaryLocationLineHash = hashes[line - 1]
    return primaryLocationLineHash === undefined ? {} : { primaryLocationLineHash }
  }
}

/** The object and its template for viewers that filter by them; a bag of properties may hold anything. */
function properties({ resource, source }: Finding) {
  const bag = { ...namesOf(resource), ...(source !== undefined && { renderedFrom: source }) }
  return Object.keys(bag).length === 0 ? {} : { properties: bag }
}

function fixOf(file: string, { title, edits }: FindingFix, position: (offset: number) => Position) {
  const replacements = edits.map(({ start, end, text }) => ({
    deletedRegion: regionOf({ start: position(start), end: position(end) }),
    insertedContent: { text }
  }))
  return {
    description: { text: plain(title) },
    artifactChanges: [{ artifactLocation: artifact(file), replacements }]
  }
}

function suppressions({ suppressed }: Finding) {
  if (suppressed === undefined) return []
  const { by, reason } = suppressed
  const kind = by === 'comment' || by === 'annotation' ? 'inSource' : 'external'
  return [{ kind, ...(reason !== undefined && { justification: printable(reason) }), properties: { by } }]
}

/** The message and the evidence for it; GitHub shows related places only where the message links to them. */
function messageText({ message, related }: Finding): string {
  const links = related.map(
    (place, index) => `[Line ${place.start.line}](${index + 1}): ${plain(place.message)}`
  )
  return [plain(message), ...links].join(' ')
}
