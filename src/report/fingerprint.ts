import { type Identifiable, identityOf } from '../core/baseline/index.ts'

/** Names findings as a baseline does, and by their number among those that are alike, so that lines may move. */
export function fingerprints(): (finding: Identifiable & { readonly file: string }) => string {
  const seen = new Map<string, number>()
  return (one) => {
    const { resource, ruleAndField } = identityOf(one)
    const hash = fnv1a(JSON.stringify([one.file, resource, ruleAndField]))
    const occurrence = (seen.get(hash) ?? 0) + 1
    seen.set(hash, occurrence)
    return `${hash}:${occurrence}`
  }
}

/** FNV-1a over UTF-16 units, 64 bits: for telling findings apart, not for keeping secrets. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(16, '0')
}
