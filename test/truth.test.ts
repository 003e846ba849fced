import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { grammar, isOurs } from '../scripts/own-words.ts'
import { constraints } from '../src/kubernetes/api/validation/index.ts'
import { recordedSets, truth } from './truth.ts'

const page = (name: string) => readFileSync(new URL(`../truth/${name}.md`, import.meta.url), 'utf8')
const groundTruth = page('GROUND_TRUTH')
const rows = new Set(
  [...groundTruth.matchAll(/^\| ([A-Z]\d+) \||\b(N\d+) /gm)].map(([, row, inline]) => row ?? inline)
)
const sections = new Set([...groundTruth.matchAll(/^## (\d+)\. /gm)].map(([, number]) => number as string))

/** Everything that may cite the pages, as path and text. */
const files = ['src', 'rules', 'test', 'docs', 'schemas', 'scripts', 'README.md', 'CONTRIBUTING.md'].flatMap(
  (path) =>
    /\.md$/.test(path)
      ? [path]
      : readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => `${path}/${name}`)
)
const texts = files
  .filter((path) => /\.(ts|md)$/.test(path) && !path.endsWith('truth.test.ts'))
  .map((path) => [path, readFileSync(path, 'utf8')] as const)

describe('a citation of truth/', () => {
  test('names a row or section that exists', () => {
    const missing = texts.flatMap(([path, text]) =>
      cited(text)
        .filter((place) => !(/^\d/.test(place) ? sections : rows).has(place))
        .map((place) => `${path} cites ${place}, which truth/GROUND_TRUTH.md does not have`)
    )
    expect(missing).toEqual([])
  })

  test('is found where it stands', () => {
    expect(cited('(GROUND_TRUTH section 2, M7 to M9)')).toEqual(['2', 'M7', 'M8', 'M9'])
    expect(cited('(GROUND_TRUTH F1 to F3; F15 is covered)')).toEqual(['F1', 'F2', 'F3', 'F15'])
    expect(cited('see GROUND_TRUTH sections 2 to 4) and (section 19)')).toEqual(['2', '3', '4', '19'])
    expect(texts.flatMap(([, text]) => cited(text)).length).toBeGreaterThan(100)
  })

  test('names a page that exists', () => {
    const names = readdirSync('truth')
    const missing = texts.flatMap(([path, text]) =>
      [...text.matchAll(/truth\/([A-Za-z_-]+\.(?:md|json))/g)]
        .filter(([, name]) => !names.includes(name as string))
        .map(([found]) => `${path}: ${found}`)
    )
    expect(missing).toEqual([])
  })

  test('by path, since nobody finds a bare name', () => {
    const bare = /(?<!truth\/)(?<![A-Z_a-z])(RETRIES|CRON|YAML|RULES)\.md/
    expect(
      texts.filter(([path, text]) => bare.test(text) && !path.startsWith('truth/')).map(([path]) => path)
    ).toEqual([])
  })
})

test('every constraint of the tables is a row of GROUND_TRUTH', () => {
  const ids = constraints.map(({ id }) => id)
  expect(ids.filter((id) => !rows.has(id))).toEqual([])
  expect(ids.length).toBeGreaterThan(200)
})

test('every rule is in the rule book', () => {
  const book = page('RULES')
  expect(rules.filter(({ id }) => !book.includes(`| \`${id}\` |`)).map(({ id }) => id)).toEqual([])
})

describe('the recorded answers', () => {
  test.each(recordedSets)('%s has as many rows as truth/README.md says', (set) => {
    const [, claimed = ''] = new RegExp(`^\\| ${set} \\| ([\\d,]+) \\|`, 'm').exec(page('README')) ?? []
    expect(truth(set)).toHaveLength(Number(claimed.replace(',', '')))
  })

  test.each(['mutated', 'reading', 'versions', 'yaml'] as const)('%s holds no text of a stranger', (set) => {
    const words = set === 'yaml' ? grammar : undefined
    const foreign = truth<{ yaml?: string; text?: string }>(set).filter(
      ({ yaml, text }) => !isOurs((yaml ?? text) as string, words)
    )
    expect(foreign).toEqual([])
  })
})

/** The rows and sections that follow a mention of GROUND_TRUTH, up to a bracket or the end of the sentence. */
function cited(text: string): string[] {
  const mentions = [...text.matchAll(/GROUND_TRUTH(?:\.md)?([^)\n]*)|\((section \d+)[^)\n]*\)/g)]
  return mentions.flatMap(([, after = '', section = '']) =>
    [
      ...`${after} ${section}`.matchAll(
        /(?<=[\s,(]|^)(sections? )?([A-Z]?)(\d+)(?:(?: to |–)[A-Z]?(\d+))?(?![\w.])/g
      )
    ]
      .filter(([, word, letter]) => word || letter)
      .flatMap(([, , letter = '', from, to = from]) =>
        Array.from(
          { length: Number(to) - Number(from) + 1 },
          (_, index) => `${letter}${Number(from) + index}`
        )
      )
  )
}
