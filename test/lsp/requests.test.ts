import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CodeAction, CodeLens, Hover, TextEdit } from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { rules } from '../../rules/index.ts'
import { defineRule } from '../../src/core/rule/rule.ts'
import { explain } from '../../src/report/explain.ts'
import { applied, type Editor, editor } from './editor.ts'

const bad = readFileSync('fixtures/err/migration.yaml', 'utf8')
const good = readFileSync('fixtures/ok/one-off.yaml', 'utf8')
const [template] = rules as [(typeof rules)[number]]

/** A rule with a safe and an unsafe fix, whatever those of the house have. */
const fixing = defineRule({
  ...template,
  id: 'fixing',
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['safe', 'unsafe'],
  check: undefined as never,
  checkDocument: undefined as never,
  checkResources: function* (resources) {
    for (const { spec } of resources) {
      const [limit, ttl] = [spec.at('backoffLimit'), spec.at('ttlSecondsAfterFinished')]
      if (limit.value !== 0)
        yield {
          at: limit,
          message: 'It should be 0.',
          fix: { title: 'Write backoffLimit: 0', safety: 'safe', changes: [{ set: limit, to: 0 }] }
        }
      if (!ttl.exists)
        yield {
          at: ttl,
          message: 'It should be there.',
          fix: { title: 'Write a TTL', safety: 'unsafe', changes: [{ set: ttl, to: 60 }] }
        }
    }
  }
})

const job = `apiVersion: batch/v1
kind: Job
metadata:
  name: a
spec:
  backoffLimit: 6
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: "😀"
          image: example.com/a:1.0.0
`

async function actionsAt(one: Editor, document: TextDocument, words: string, context: object = {}) {
  const start = document.positionAt(document.getText().indexOf(words))
  const range = { start, end: start }
  return one.ask<CodeAction[]>('textDocument/codeAction', document, {
    range,
    context: { diagnostics: [], ...context }
  })
}

function editsOf({ edit }: CodeAction): TextEdit[] {
  const [change] = edit?.documentChanges ?? []
  return (change as { edits: TextEdit[] } | undefined)?.edits ?? Object.values(edit?.changes ?? {})[0] ?? []
}

describe('code actions', () => {
  test('each fix, the safe one preferred', async () => {
    const one = await editor({ rules: [fixing] })
    const document = await one.open('a.yaml', `# 😀\n${job}`)
    const found = await actionsAt(one, document, '6\n')
    const fix = found.find(({ title }) => title === 'Write backoffLimit: 0') as CodeAction
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'fixing' }] })
    expect(Object.keys(fix.edit?.changes ?? {})).toEqual([document.uri])
    expect(applied(document, editsOf(fix))).toBe(`# 😀\n${job.replace('backoffLimit: 6', 'backoffLimit: 0')}`)
    const guess = (await actionsAt(one, document, 'spec:')).find(({ title }) =>
      title.startsWith('Write a TTL')
    )
    expect(guess).toMatchObject({ title: 'Write a TTL (a guess: review it)', kind: 'quickfix' })
    expect(guess?.isPreferred).toBeUndefined()
    expect(applied(document, editsOf(guess as CodeAction))).toContain('\n  ttlSecondsAfterFinished: 60\n')
  })

  test('all that is safe, in every document of the text', async () => {
    const one = await editor({
      rules: [fixing],
      capabilities: { workspace: { workspaceEdit: { documentChanges: true } } }
    })
    const text = `${job}---\n${job.replace('name: a', 'name: b')}`.replaceAll('\n', '\r\n')
    const document = await one.open('a.yaml', text)
    for (const only of [undefined, ['source'], ['source.fixAll'], ['source.fixAll.jobsworth']]) {
      const found = await actionsAt(one, document, 'kind', only === undefined ? {} : { only })
      expect(found).toHaveLength(1)
      expect(found[0]).toMatchObject({
        kind: 'source.fixAll.jobsworth',
        edit: { documentChanges: [{ textDocument: { uri: document.uri, version: 1 } }] }
      })
      expect(applied(document, editsOf(found[0] as CodeAction))).toBe(
        document.getText().replaceAll('backoffLimit: 6', 'backoffLimit: 0')
      )
    }
    expect(await actionsAt(one, document, '6\n', { only: ['refactor'] })).toEqual([])
  })

  test('all that is safe, worked out when it is chosen', async () => {
    const codeAction = { dataSupport: true, resolveSupport: { properties: ['edit'] } }
    const one = await editor({ rules: [fixing], capabilities: { textDocument: { codeAction } } })
    const document = await one.open('a.yaml', job)
    const [found] = await actionsAt(one, document, 'kind')
    expect(found).toMatchObject({ kind: 'source.fixAll.jobsworth' })
    expect(found?.edit).toBeUndefined()
    const changed = await one.type(document, [0, 0], '# more\n')
    const chosen = await one.connection.sendRequest<CodeAction>('codeAction/resolve', found as never)
    expect(applied(changed, editsOf(chosen))).toBe(
      `# more\n${job.replace('backoffLimit: 6', 'backoffLimit: 0')}`
    )
  })

  test('a comment that hides a finding, on its line and in the file, once for each rule', async () => {
    const one = await editor()
    const text = `\uFEFF${bad}`.replaceAll('\n', '\r\n')
    const document = await one.open('a.yaml', text)
    const comments = (await actionsAt(one, document, '4\r\n')).filter(({ title }) =>
      title.startsWith('Disable')
    )
    const titles = comments.map(({ title }) => title)
    expect(titles).toEqual([
      'Disable backoff-limit-non-idempotent for this line',
      'Disable backoff-limit-non-idempotent for this file'
    ])
    const [line, file] = comments.map((action) => applied(document, editsOf(action)))
    expect(line).toContain(
      '\r\n  # jobsworth-disable-next-line backoff-limit-non-idempotent -- TODO: why\r\n  backoffLimit: 4\r\n'
    )
    expect(file).toBe(
      `\uFEFF# jobsworth-disable-file backoff-limit-non-idempotent -- TODO: why\r\n${text.slice(1)}`
    )
  })

  test('a comment above a text of several lines, not inside, and none in JSON', async () => {
    const pointing = defineRule({
      ...template,
      id: 'pointing',
      kinds: ['Job'],
      checkDocument: undefined as never,
      *check({ containers: [container] }) {
        const script = container?.at('args', 0)
        for (const words of ['one', 'two'])
          if (script) yield { at: script.words(words, String(script.value).indexOf(words)), message: words }
      }
    })
    const inside = await editor({ rules: [pointing] })
    const script = `${job}          args:\n            - |\n              one\n              two\n`
    const text = await inside.open('a.yaml', script)
    expect((await inside.pushed(text)).map(({ range }) => range.start.line)).toEqual([14, 15])
    for (const words of ['one\n', 'two\n']) {
      const actions = await actionsAt(inside, text, words)
      expect(actions.map(({ title }) => title)).toEqual([
        'Disable pointing for this line',
        'Disable pointing for this file'
      ])
      expect(applied(text, editsOf(actions[0] as CodeAction))).toContain(
        'args:\n            # jobsworth-disable-next-line pointing -- TODO: why\n            - |\n'
      )
    }
    const one = await editor()
    const json = await one.open('a.json', '{"apiVersion": "batch/v1", "kind": "job"}', 'json')
    expect((await one.pushed(json)).length).toBeGreaterThan(0)
    const titles = (await actionsAt(one, json, '"job"')).map(({ title }) => title)
    expect(titles.filter((title) => title.startsWith('Disable'))).toEqual([])
  })

  test('nothing in a text with unrendered templates', async () => {
    const one = await editor({ rules: [fixing] })
    const document = await one.open('a.yaml', `${job}---\nkind: Job\n{{ if .x }}\n  a: [\n{{ end }}\n`)
    expect(await one.pushed(document)).toHaveLength(2)
    expect(await actionsAt(one, document, '6\n')).toEqual([])
  })

  test('for the text as it is, not as it was when diagnostics were last pushed', async () => {
    const one = await editor({ rules: [fixing] })
    const document = await one.open('a.yaml', job)
    await one.pushed(document)
    const changed = await one.type(document, [0, 0], '# more\n')
    const [fix] = await actionsAt(one, changed, '6\n')
    expect(applied(changed, editsOf(fix as CodeAction))).toBe(
      `# more\n${job.replace('backoffLimit: 6', 'backoffLimit: 0')}`
    )
  })
})

describe('hovers', () => {
  const hoverAt = async (text: string, words: string) => {
    const one = await editor()
    const document = await one.open('a.yaml', text)
    const position = document.positionAt(text.indexOf(words))
    const found = await one.ask<Hover | null>('textDocument/hover', document, { position })
    return (found?.contents as { value: string } | undefined)?.value ?? null
  }

  test('the page of the rule of a finding', async () => {
    const rule = rules.find(({ id }) => id === 'image-pinned')
    expect(await hoverAt(job.replace(':1.0.0', ''), 'example.com')).toBe(
      explain(rule as (typeof rules)[number])
    )
  })

  test('what a field decides, written or by default', async () => {
    expect(await hoverAt(job, 'backoffLimit')).toMatch(
      /^\*\*backoffLimit\*\* `6` \(default: 6\)\. A failed run is repeated up to 6 times.*10 minutes 30 seconds\\?\.$/
    )
    const absent = await hoverAt(job.replace('  backoffLimit: 6\n', ''), 'kind')
    expect(absent).toContain('**backoffLimit** absent: 6. A failed run is repeated up to 6 times')
    expect(absent).toContain(
      '**ttlSecondsAfterFinished** absent: none. The finished Job and its Pods stay until'
    )
    expect(absent).not.toContain('completionMode')
    expect(await hoverAt(job, 'apiVersion')).toBeNull()
    expect(await hoverAt('kind: ConfigMap\n', 'kind')).toBeNull()
  })

  test('words of a manifest are no Markdown', async () => {
    const evil = job.replace('6', '"${A}`<img src=x>[a](b)\\e"')
    const shown = await hoverAt(evil, 'backoffLimit')
    expect(shown).toContain('`` ${A}`<img src=x>[a](b)\\u001b ``')
  })
})

test('a lens over each resource, with its worst case', async () => {
  const one = await editor()
  const document = await one.open('a.yaml', `${job}---\nkind: ConfigMap\n---\n${good}`)
  const found = await one.ask<CodeLens[]>('textDocument/codeLens', document)
  expect(found.map(({ range }) => range.start.line)).toEqual([1, 15 + good.split('\n').indexOf('kind: Job')])
  expect(found[0]?.command).toEqual({
    title: 'Up to 7 Pods, 10 minutes 30 seconds of waits · no deadline: may hang forever · never removed',
    command: ''
  })
})
