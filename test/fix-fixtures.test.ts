import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { settingsFor } from '../src/core/config.ts'
import { fix } from '../src/core/fix.ts'

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

function fixed(name: string, unsafe: boolean) {
  const from = readFileSync(`${folder}/${name}`, 'utf8')
  const { text, dropped } = fix({ path: name, text: from }, settings(name), { unsafe })
  return { from, to: text, dropped }
}

function settings(path: string) {
  return settingsFor(path, { profile: 'strict' }, rules)
}
