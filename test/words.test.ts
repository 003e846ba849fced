import { readFileSync } from 'node:fs'
import { globSync } from 'glob'
import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { help } from '../src/cli/help.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import { lint } from '../src/library.ts'
import type { SourceFile } from '../src/yaml/index.ts'
import { proseOf, proseOfMarkdown } from './prose-in-code.ts'
import { allowed, avoided } from './words-to-avoid.ts'

/** What a person reads, but for the rules' own pages, which come from the strings in `rules/`. */
const pages = [
  '*.md',
  'docs/*.md',
  'docs/decisions/*.md',
  'truth/README.md',
  'editors/**/*.md',
  'schemas/*.md',
  'action.yml',
  '.pre-commit-hooks.yaml',
  'package.json',
  'editors/vscode/package.json',
  'schemas/config.schema.json'
]

/** Folders whose comments are held to the same words as what a person reads. */
const commented = [
  'rules/*.ts',
  'src/{report,text,action}/**/*.ts',
  'src/core/{config,baseline,fix,rule-kit}/**/*.ts',
  'src/kubernetes/{api,cron,retries}/**/*.ts'
]

test('the pages', () => {
  expect(files(pages).flatMap((path) => faults(path, proseOfMarkdown(readFileSync(path, 'utf8'))))).toEqual(
    []
  )
})

test('the strings in the code', () => {
  expect(files(['rules/*.ts', 'src/**/*.ts']).flatMap(faultsInCode('strings'))).toEqual([])
})

test('the comments in the code', () => {
  expect(files(commented).flatMap(faultsInCode('comments'))).toEqual([])
})

test('the help', () => {
  expect(faults('--help', help())).toEqual([])
})

test('the messages about the examples of the rules', () => {
  const examples = rules.flatMap(({ id, examples }) =>
    examples.flatMap(({ bad, good }) =>
      [bad, good].flatMap((text) => (text === undefined ? [] : [{ path: `${id}.yaml`, text }]))
    )
  )
  expect(examples.flatMap(faultsInMessages)).toEqual([])
})

test('the messages about the fixtures', () => {
  const manifests = files(['fixtures/{ok,err,hard,traps}/*.{yaml,yml,json}', 'fixtures/projects/**/*.yaml'])
  const read = manifests.map((path) => ({ path, text: readFileSync(path, 'utf8') }))
  expect(read.flatMap(faultsInMessages)).toEqual([])
})

test('the messages about the cases of the API server', () => {
  const cases = readFileSync('test/kubernetes/validation-cases.jsonl', 'utf8').trim().split('\n')
  const read = cases.map((line, index) => ({
    path: `case-${index + 1}.json`,
    text: JSON.stringify((JSON.parse(line) as { value: unknown }).value)
  }))
  expect(read.flatMap(faultsInMessages)).toEqual([])
})

describe('the table', () => {
  test.each(avoided)('%s finds its example', (find, _, example) => {
    expect(matches(find, example)).not.toEqual([])
  })

  test.each([
    ["const a = 'mends it' // heeds", 'strings', 'mends it'],
    ["const a = 'mends it' // heeds", 'comments', ' heeds'],
    [
      "/** It's in /a'b/ */ const a = /'/.test(b) ? `is ${'is over'} over` : \"it's\"",
      'strings',
      'is is over over'
    ],
    ['/**\n * two\n * lines\n */', 'comments', '\ntwo\nlines\n'],
    ['const bad = yaml`\n  mend: me\n`', 'strings', '\n\n'],
    ['const a = `of \\`mend\\` and`', 'strings', 'of   and']
  ] as const)('reads %j (%s)', (code, kind, prose) => {
    expect(proseOf(code, kind).replaceAll('\0', '')).toBe(prose)
    expect(proseOf(code, kind)).toHaveLength(code.length)
  })
})

function files(patterns: readonly string[]): string[] {
  const found = patterns.flatMap((pattern) =>
    globSync(pattern, { ignore: '**/node_modules/**', posix: true })
  )
  expect(found).not.toEqual([])
  return found.toSorted()
}

function faultsInCode(kind: 'strings' | 'comments'): (path: string) => string[] {
  return (path) => faults(path, proseOf(readFileSync(path, 'utf8'), kind))
}

function faultsInMessages(file: SourceFile): string[] {
  const { findings } = lint(file, settingsFor(file.path, { profile: 'strict' }, rules))
  return findings.flatMap(({ ruleId, start, message, related, fix }) => {
    const sentences = [message, ...related.map((place) => place.message), fix?.title ?? '']
    return sentences.flatMap((said) => faults(`${file.path}:${start.line} ${ruleId}`, withoutQuotes(said)))
  })
}

/** Each word to avoid in a prose: where, in what words, and what to write instead. */
function faults(place: string, prose: string): string[] {
  return avoided.flatMap(([find, write]) =>
    matches(find, prose).flatMap(({ index, words }) => {
      const around = shown(prose.slice(Math.max(0, index - 30), index + words.length + 30))
      if (allowed.some(([text]) => text.test(around))) return []
      const line = prose.slice(0, index).split('\n').length
      return [`${place}:${line}: "${shown(words)}" in "… ${around} …"; write: ${write}`]
    })
  )
}

/** A blank in a pattern matches a line break too. */
function matches(find: RegExp, prose: string): { index: number; words: string }[] {
  const source = find.source.replace(/(?<!\[) /g, '\\s+')
  return [...prose.matchAll(new RegExp(source, `${find.flags}g`))].map(({ index, 0: words }) => ({
    index,
    words
  }))
}

function shown(prose: string): string {
  return prose.replace(/[\0\s]+/g, ' ').trim()
}

/** A message without the values of a manifest that it quotes. */
function withoutQuotes(message: string): string {
  return message.replace(/"[^"]*"/g, '""')
}
