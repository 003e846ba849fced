import { parse } from '../../src/core/document/parse.ts'

/** The documents of a YAML text as `kubectl` hands them to the server; undefined for those that are not ours. */
export function readAsGo(text: string): unknown[] {
  return parse({ path: 'manifest.yaml', text }).map(({ value }) => value)
}
