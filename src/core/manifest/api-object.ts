import { closest } from '../../text/index.ts'
import type { Json } from '../../yaml/index.ts'
import type { Field } from '../document/index.ts'
import { type Kind, kinds } from './resource.ts'

/** The value of a key at the top of an object, in these letters or, where it is not there, in others (`Kind`, `apiversion`). */
export function writtenAs(root: Field, name: string): Json | undefined {
  const { value } = root.at(name)
  if (value !== undefined) return value
  return root.entries().find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1].value
}

/** The kind that is written, whatever the case of its letters. */
export function kindNamed(written: unknown): Kind | undefined {
  return typeof written === 'string'
    ? kinds.find((kind) => kind.toLowerCase() === written.toLowerCase())
    : undefined
}

/** The kind of an object; where its group is that of our kinds, a kind that a slip has made of it (`Jobs`, `CornJob`, `Cron-Job`). */
export function kindOf(root: Field): Kind | undefined {
  const written = writtenAs(root, 'kind')
  const known = kindNamed(written)
  if (known !== undefined || typeof written !== 'string' || written.length > 40) return known
  const version = writtenAs(root, 'apiVersion')
  const isBatch = typeof version === 'string' && /^batch\//i.test(version)
  if (!isBatch && version !== 'v1') return undefined
  const letters = written.replace(/[^A-Za-z]/g, '')
  const near = kindNamed(closest(letters, kinds))
  return near ?? (isBatch && /^(?:cron|scheduled(?:job)?)$/i.test(letters) ? 'CronJob' : undefined)
}

/**
 * Whether the group is somebody else's, whose `kind: Job` is none of ours: it has a dot, and the form of a group and a
 * version.
 */
export function isOtherGroup(root: Field): boolean {
  const version = writtenAs(root, 'apiVersion')
  if (typeof version !== 'string') return false
  const [group = '', name, more] = version.split('/')
  return more === undefined && /\w\.\w/.test(group) && /^\S+$/.test(name ?? '') && !/\s/.test(group)
}

/**
 * Whether something that says `kind: Job` is an object of Kubernetes: it has an apiVersion, or else the metadata or the
 * spec of one. Other tools have Jobs too. Entries of a list may leave much out.
 */
export function isObject(root: Field, depth: number): boolean {
  if (depth > 0 || writtenAs(root, 'apiVersion') !== undefined) return true
  const [metadata, spec] = [root.at('metadata'), root.at('spec')]
  const isNamed = ['name', 'generateName', 'labels', 'annotations'].some((key) => metadata.at(key).exists)
  const works = [['template'], ['jobTemplate'], ['containers']].some((keys) => spec.at(...keys).exists)
  return isNamed || works
}
