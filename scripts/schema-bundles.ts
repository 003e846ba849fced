import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What one Kubernetes version's bundle holds that we read: its definitions by full name. */
export interface Bundle {
  readonly $defs: Readonly<Record<string, Schema>>
}

/** The JSON Schema keywords that say what a field holds. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | false
  readonly items?: Schema
}

const folder = new URL('../schemas/', import.meta.url)

/** The bundles of every version kept in `schemas/`, oldest first. */
export function readBundles(): Map<string, Bundle> {
  const patches = readdirSync(folder).filter((name) => name.endsWith('.patch.json'))
  const bundles = new Map<string, Bundle>()
  const [oldest = ''] = readdirSync(folder).flatMap((name) => /^v([\d.]+)\.json$/.exec(name)?.[1] ?? [])
  let bundle = read(`v${oldest}.json`)
  bundles.set(oldest, bundle as unknown as Bundle)
  for (const version of patches.map((name) => name.slice(1, -'.patch.json'.length)).sort()) {
    bundle = applyPatch(bundle, read(`v${version}.patch.json`))
    bundles.set(version, bundle as unknown as Bundle)
  }
  return bundles
}

function read(name: string): Json {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
}

/** SHA-256 of a bundle, whatever the order of its keys. */
export function checksum(bundle: Bundle): string {
  return createHash('sha256')
    .update(formatJson(bundle as unknown as Json))
    .digest('hex')
}

/** Applies a JSON merge patch (RFC 7396); neither argument is changed. */
export function applyPatch(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch
  const result = isObject(target) ? { ...target } : {}
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete result[key]
    else result[key] = applyPatch(result[key] ?? null, change)
  }
  return result
}

/** The JSON merge patch that turns one value into another, or undefined where they are equal. */
export function createPatch(from: Json, to: Json): Json | undefined {
  if (!isObject(from) || !isObject(to)) return JSON.stringify(from) === JSON.stringify(to) ? undefined : to
  const patch: Record<string, Json> = {}
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const change = key in to ? createPatch(from[key] ?? null, to[key] as Json) : null
    if (change !== undefined) patch[key] = change
  }
  return Object.keys(patch).length > 0 ? patch : undefined
}

/** JSON text with sorted keys in which whatever fits on a line stands on one, so that a difference reads well. */
export function formatJson(value: Json, indent = ''): string {
  const line = onOneLine(value)
  if (typeof value !== 'object' || value === null || line.length + indent.length <= 110) return line
  const inner = `${indent}  `
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const entries = Array.isArray(value)
    ? value.map((item) => formatJson(item, inner))
    : keys(value).map((key) => `${JSON.stringify(key)}: ${formatJson(value[key] as Json, inner)}`)
  return `${open}\n${entries.map((entry) => inner + entry).join(',\n')}\n${indent}${close}`
}

function onOneLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const entries = keys(value).map((key) => `${JSON.stringify(key)}: ${onOneLine(value[key] as Json)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

function keys(value: Record<string, Json>): string[] {
  return Object.keys(value).sort()
}

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
