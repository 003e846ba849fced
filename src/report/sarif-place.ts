import type { Finding, Place } from '../core/rule/index.ts'
import { printable } from '../text/index.ts'
import { fieldOf, namesOf, objectOf } from './logical-place.ts'

/** The name of the folder that addresses start from. */
export const root = '%SRCROOT%'

/** Text from a manifest must not become a link, which plain messages may hold. */
export function plain(text: string): string {
  return printable(text).replace(/\[(?=[^[\]]*\]\()/g, '\\[')
}

/** Where something is in a file. */
export function physical(file: string, place: Place) {
  return { artifactLocation: artifact(file), region: regionOf(place) }
}

/** A stretch of a text. */
export function regionOf({ start, end }: Pick<Place, 'start' | 'end'>) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

/** A file. */
export function artifact(file: string) {
  const uri = file.toWellFormed().split('/').map(encodeURIComponent).join('/')
  return { uri, uriBaseId: root }
}

/** Which object and field something is about. */
export function logical(finding: Finding) {
  const { name } = namesOf(finding.resource)
  return [
    { ...(name !== undefined && { name }), fullyQualifiedName: objectOf(finding), kind: 'object' },
    { fullyQualifiedName: fieldOf(finding), kind: 'property' }
  ].filter(({ fullyQualifiedName }) => fullyQualifiedName !== '')
}
