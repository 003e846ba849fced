import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import { parse } from '../src/core/document/parse.ts'
import { classify } from '../src/core/manifest/classify.ts'
import { lint } from '../src/library.ts'
import { manifestsIn, recorded, shared } from './shared.ts'

const corpus = shared('corpus')
const settings = settingsFor('job.yaml', { profile: 'strict' }, rules)

interface Verdict {
  readonly id: string
  readonly documents: readonly { readonly kind?: string; readonly status: string; readonly line: number }[]
}

describe.skipIf(corpus === undefined)('the corpus', () => {
  const folder = (name: string) => manifestsIn(`${corpus}/${name}`)

  test.each(['manifests', 'embedded', 'foreign-kind', 'templates'])(
    '%s: no crash, and no finding outside its file',
    (name) => {
      for (const file of folder(name)) {
        const { crashes, findings } = lint(file, settings)
        expect(crashes, file.path).toEqual([])
        for (const { range } of findings) expect(range.end, file.path).toBeLessThanOrEqual(file.text.length)
      }
    }
  )

  test('what kubectl reads is read, what it refuses is one fault', () => {
    const texts = new Map(folder('manifests').map((file) => [`manifests/${file.path}`, file]))
    for (const { id, documents } of recorded<Verdict>(`${corpus}/../kubernetes/verdicts/corpus.jsonl`)) {
      const found = parse(texts.get(id) as { path: string; text: string })
      const faults = found.filter(({ fault }) => fault !== undefined).length
      expect(faults, id).toBe(documents.filter(({ status }) => status === 'unparsable').length)
      const ours = documents.filter(({ status }) => status === 'ok' || status === 'unserved')
      expect(
        found.flatMap((document) => classify(document)).map(({ kind }) => kind),
        id
      ).toEqual(ours.map(({ kind }) => kind))
    }
  })

  test('nothing is said of another group’s Job', () => {
    for (const file of folder('foreign-kind')) expect(lint(file, settings).findings, file.path).toEqual([])
  })

  test('nothing is missing from a resource without containers', () => {
    for (const file of [...folder('manifests'), ...folder('templates')]) {
      const resources = parse(file).flatMap((document) => classify(document))
      const fragments = resources.filter(
        ({ root, containers }) => containers.length === 0 && root.path.length === 0
      )
      if (fragments.length === 0) continue
      const missing = lint(file, settings).findings.filter(
        ({ message, ruleId }) => /^No(thing)? /.test(message) && ruleId !== 'api-version'
      )
      for (const { root } of fragments) {
        const { start, end } = root.document.range
        expect(
          missing.filter(({ range }) => range.start >= start && range.end <= end),
          file.path
        ).toEqual([])
      }
    }
  })
})
