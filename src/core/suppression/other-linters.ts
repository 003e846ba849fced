import { printable } from '../../text/index.ts'
import type { Field } from '../document/index.ts'
import type { Resource } from '../manifest/index.ts'
import type { Counterparts, Rule } from '../rule/index.ts'
import { metadataOf } from './annotation.ts'

/** An annotation by which another linter was told to be quiet, and the checks of its own that it names. */
export interface ForeignIgnore {
  readonly tool: keyof Counterparts
  /** Undefined for all of them. */
  readonly check: string | undefined
  /** The annotation as it stands. */
  readonly written: string
}

/** What the annotations of a resource tell other linters to leave out. */
export function foreignIgnores(resource: Resource): ForeignIgnore[] {
  return metadataOf(resource)
    .flatMap((metadata) => metadata.at('annotations').entries())
    .flatMap(([key, field]) => {
      const value = typeof field.value === 'string' ? printable(field.value.trim().replace(/\s+/g, ' ')) : ''
      const written = value === '' ? printable(key) : `${printable(key)}: ${value}`
      return ignoresIn(key, field).map((ignore) => ({ ...ignore, written }))
    })
}

/** Whether a rule corresponds to what such an annotation names. */
export function corresponds({ counterparts }: Rule, { tool, check }: ForeignIgnore): boolean {
  const own = counterparts?.[tool]
  return own !== undefined && (check === undefined || own.includes(check))
}

function ignoresIn(key: string, { value }: Field): Omit<ForeignIgnore, 'written'>[] {
  const text = typeof value === 'string' ? value : ''
  if (key === 'kube-linter.io/ignore-all') return [{ tool: 'kube-linter', check: undefined }]
  if (key.startsWith(kubeLinter)) return [{ tool: 'kube-linter', check: key.slice(kubeLinter.length) }]
  if (key === 'kube-score/ignore')
    return text.split(',').map((check) => ({ tool: 'kube-score', check: check.trim() }))
  if (key.startsWith(polaris) && /^true$/i.test(text)) {
    if (key === `${polaris}exempt`) return [{ tool: 'polaris', check: undefined }]
    return key.endsWith('-exempt') ? [{ tool: 'polaris', check: key.slice(polaris.length, -7) }] : []
  }
  // checkov takes any such key, with a number or none, and its old name.
  const [, check] = /^(?:checkov|bridgecrew)\.io\/skip/.test(key) ? (/^\s*(\w+)/.exec(text) ?? []) : []
  return check === undefined ? [] : [{ tool: 'checkov', check }]
}

const kubeLinter = 'ignore-check.kube-linter.io/'
const polaris = 'polaris.fairwinds.com/'
