import type { Decoder } from './decoders.ts'
import { scalars } from './decoders.ts'

/** What a place in a manifest can hold. */
export type Type =
  | { readonly kind: 'scalar'; readonly decode: Decoder }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'map'; readonly of: Type }
  | { readonly kind: 'object'; readonly name: string; readonly fields: ReadonlyMap<string, Type> }

/** Definition → field → Go type, as in `schemas/compiled/definitions.ts`. */
export type Definitions = Readonly<Record<string, Readonly<Record<string, string>>>>

/** A function that finds a type by its Go name (`[]Container`, `JobSpec`) as one version of Kubernetes has it. */
export function typesOf(definitions: Definitions, version: string): (name: string) => Type {
  const minor = minorOf(version)
  const known = new Map<string, Type>(
    Object.entries(scalars).map(([name, decode]) => [name, { kind: 'scalar', decode }])
  )
  return find

  function find(name: string): Type {
    const type = known.get(name) ?? make(name)
    known.set(name, type)
    return type
  }

  function make(name: string): Type {
    if (name.startsWith('[]')) return { kind: 'list', of: find(name.slice(2)) }
    if (name.startsWith('map[string]')) return { kind: 'map', of: find(name.slice(11)) }
    const definition = definitions[name]
    if (definition === undefined) throw new Error(`The Kubernetes schema has no definition ${name}`)
    let fields: ReadonlyMap<string, Type> | undefined
    return {
      kind: 'object',
      name,
      get fields() {
        fields ??= new Map(
          Object.entries(definition)
            .filter(isServed)
            .map(([field, type]) => [field, find(goType(type))])
        )
        return fields
      }
    }
  }

  function isServed([, type]: [string, string]): boolean {
    const { since, until } =
      /^\S+(?: since (?<since>\S+))?(?: until (?<until>\S+))?$/.exec(type)?.groups ?? {}
    return (
      (since === undefined || minorOf(since) <= minor) && (until === undefined || minor <= minorOf(until))
    )
  }
}

function goType(described: string): string {
  return described.split(' ', 1)[0] as string
}

function minorOf(version: string): number {
  return Number(version.split('.')[1])
}
