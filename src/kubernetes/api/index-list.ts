/** How many indexes a list such as `0-2,5` names, or what is wrong with it. */
export type IndexList = { readonly total: number } | { readonly fault: string }

/** Reads successPolicy.rules[].succeededIndexes as the API server does (F13). */
export function parseIndexList(text: string, completions: number): IndexList {
  let total = 0
  let last = -1
  if (text === '') return { total }
  for (const part of text.split(',')) {
    const limits = part.split('-')
    const bad = limits.length > 2 ? part : limits.find((limit) => !/^\+?\d+$/.test(limit))
    if (bad !== undefined)
      return { fault: `has ${JSON.stringify(bad.slice(0, 20))} where an index or a range a-b is expected` }
    const [first = 0, end = first] = limits.map(Number)
    if (end >= completions || first >= completions) {
      return { fault: `names index ${Math.max(first, end)}, but the last index is ${completions - 1}` }
    }
    if (limits.length === 2 && first >= end) return { fault: `has ${part}, which is not an increasing range` }
    if (first <= last) return { fault: `names ${first} after ${last}, but indexes must increase` }
    total += end - first + 1
    last = end
  }
  return { total }
}
