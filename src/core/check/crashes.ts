import type { Position } from '../../yaml/index.ts'
import { locate, type ManifestDocument } from '../document/index.ts'
import type { Resource } from '../manifest/index.ts'
import type { Crash, ResourceName, Rule } from '../rule/index.ts'
import { identity } from './found.ts'

/** A rule that threw on one thing, as plain data; offsets are those of its findings. */
export interface Thrown {
  readonly ruleId: string
  readonly message: string
  readonly stack: string
  /** The resources that the rule was looking at, or where the document begins. */
  readonly on: readonly { readonly resource?: ResourceName; readonly offset: number }[]
}

/** What a rule was given when it threw: the document, if it was one, and the resources, if there were any. */
export interface Given {
  readonly document?: ManifestDocument
  readonly resources?: readonly Resource[]
}

export function thrownBy({ id }: Rule, { document, resources = [] }: Given, error: unknown): Thrown {
  const cause = error instanceof Error ? error : new Error(String(error))
  const base = document?.range.start ?? 0
  const sites = resources.map((resource) => ({
    resource: identity(resource),
    offset: locate(resource.root.at('kind')).start - base
  }))
  const on = sites.length > 0 ? sites : [{ offset: 0 }]
  return { ruleId: id, message: cause.message, stack: cause.stack ?? cause.message, on }
}

/** The crashes in a file: one for all that a rule threw with the same words, `base` being where each document begins. */
export function crashesIn(
  file: string,
  thrown: readonly { readonly thrown: Thrown; readonly base: number }[],
  position: (offset: number) => Position
): Crash[] {
  const known = new Map<string, Crash & { readonly on: NonNullable<Crash['on']>[number][] }>()
  for (const { thrown: one, base } of thrown) {
    const { ruleId, message, stack } = one
    const key = `${ruleId} ${message}`
    const crash = known.get(key) ?? { ruleId, file, message, stack, on: [] }
    for (const { offset, ...site } of one.on) crash.on.push({ ...site, line: position(base + offset).line })
    known.set(key, crash)
  }
  return [...known.values()]
}
