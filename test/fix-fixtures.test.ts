import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { fix } from '../src/core/apply-fixes.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import { parse } from '../src/core/document/parse.ts'
import { keyName, type Node, type Path } from '../src/yaml/index.ts'

const folder = 'fixtures/fix'
const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(yaml|json)$/.test(name)) : []

/** `npm test -- -u` rewrites what comes of the fixes; read the difference before you commit it. */
describe('fixtures/fix come to exactly what stands beside them', () => {
  test.each(names)('%s, safe fixes only', async (name) => {
    const { from, to } = fixed(name, false)
    const golden = `${folder}/${name}.fixed`
    if (to === from)
      return expect(existsSync(golden), `${golden} would be the same as the file itself`).toBe(false)
    await expect(to).toMatchFileSnapshot(`../${golden}`)
  })

  test.each(names)('%s, all fixes', async (name) => {
    const { from, to, dropped } = fixed(name, true)
    expect(to, 'something to fix').not.toBe(from)
    const notes = dropped.map(
      ({ finding, reason }) => `# line ${finding.start.line}: ${finding.ruleId}: ${reason}\n`
    )
    const golden = `../${folder}/${name}.unsafe-fixed`
    await expect(to + notes.join('')).toMatchFileSnapshot(golden)
  })

  test.each(names)('%s fixed again stays as it is', (name) => {
    const { to } = fixed(name, true)
    expect(fix({ path: name, text: to }, settings(name), { unsafe: true }).text).toBe(to)
  })
})

/** Which fixes the golden files show, as `rule block` and `rule flow`. */
test('fixtures/fix show every fix, among lines of its own and in braces', () => {
  const shown = new Set(names.flatMap((name) => [...stylesShown(name)]))
  const wanted = rules
    .filter(({ fixes }) => fixes !== undefined)
    .flatMap(({ id }) => (ofCharacters.has(id) ? [`${id} block`] : [`${id} block`, `${id} flow`]))
  expect(wanted.filter((style) => !shown.has(style))).toEqual([])
})

/** These put characters for others wherever they stand, and know no places in a tree. */
const ofCharacters: ReadonlySet<string> = new Set([
  'typographic-characters',
  'unused-disable-directive',
  'yaml-syntax'
])

function* stylesShown(name: string): Generator<string> {
  const from = readFileSync(`${folder}/${name}`, 'utf8')
  const { applied } = fix({ path: name, text: from }, settings(name), { unsafe: true })
  for (const { ruleId, path, fix, range } of applied) {
    // What has no path stands where the edit is made.
    const isFlow =
      path.length > 0
        ? isInFlow(from, fix?.document ?? 0, path)
        : from[range.start - 1] === ' ' && /[{,]\s*$/.test(from.slice(0, range.start))
    yield `${ruleId} ${isFlow ? 'flow' : 'block'}`
  }
}

/** Whether the nearest thing that is written at a path stands in braces or brackets. */
function isInFlow(text: string, index: number, path: Path): boolean {
  let node = parse({ path: '', text })[index]?.tree
  let flow = false
  for (const key of path) {
    if (node?.type === 'mapping' || node?.type === 'sequence') flow = node.flow
    const below: Node | undefined =
      node?.type === 'mapping'
        ? node.pairs.find((pair) => keyName(pair.key) === String(key))?.value
        : node?.type === 'sequence'
          ? node.items[Number(key)]
          : undefined
    if (below === undefined) break
    node = below
  }
  return flow
}

function fixed(name: string, unsafe: boolean) {
  const from = readFileSync(`${folder}/${name}`, 'utf8')
  const { text, dropped } = fix({ path: name, text: from }, settings(name), { unsafe })
  return { from, to: text, dropped }
}

function settings(path: string) {
  // A generated name is a fix only where the manifest is known to be created.
  return settingsFor(path, { profile: 'strict', delivery: 'kubectl-create' }, rules)
}
