import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { run } from '../../src/cli/run.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { lint } from '../../src/core/lint.ts'
import { defineRule } from '../../src/core/rule/rule.ts'
import { editor, until, write } from './editor.ts'

const bad = readFileSync('fixtures/err/migration.yaml', 'utf8')
const good = readFileSync('fixtures/ok/one-off.yaml', 'utf8')
const pulls = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } }
const watches = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }

test('the head of a long text comes first, then all of it', async () => {
  const one = await editor()
  const text = Array.from({ length: 60 }, (_, index) => bad.replace('name: ', `name: no-${index}-`)).join(
    '---\n'
  )
  const document = await one.open('long.yaml', text)
  const [first, all] = await until(() => (one.published.length > 1 ? one.published : undefined))
  expect(first?.diagnostics.length).toBeGreaterThan(10)
  expect(all?.diagnostics.slice(0, first?.diagnostics.length)).toEqual(first?.diagnostics)
  expect(all?.diagnostics.at(-1)?.range.start.line).toBeGreaterThan(document.lineCount - 20)
  expect([first?.version, all?.version]).toEqual([1, 1])
})

describe('while somebody types', () => {
  const typing = bad.replace('spec:\n', 'spec:\n  par\n')

  test('what is written is still judged, and nothing is called missing', async () => {
    const one = await editor()
    const whole = (await one.pushed(await one.open('a.yaml', bad))).map(({ code }) => code)
    const found = (await one.pushed(await one.open('b.yaml', typing))).map(({ code }) => code)
    expect(found).toContain('yaml-syntax')
    expect(found).toContain('image-pinned')
    expect(whole).toContain('ttl-required')
    expect(found).not.toContain('ttl-required')
  })

  test('a run over the same file says only that it cannot be read', async () => {
    const { findings } = lint({ path: 'b.yaml', text: typing }, settingsFor('b.yaml', {}, rules)).result
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['yaml-syntax'])
  })
})

describe('what is shown', () => {
  test('severity, rule, source and place of each finding', async () => {
    const one = await editor()
    const found = await one.pushed(await one.open('a.yaml', bad))
    const ttl = found.find(({ code }) => code === 'ttl-required')
    expect(ttl).toMatchObject({
      severity: 1,
      source: 'jobsworth',
      range: { start: { line: 6, character: 0 } }
    })
    expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set([1, 2]))
    expect(found.every(({ codeDescription }) => codeDescription === undefined)).toBe(true)
    expect(one.welcome?.capabilities.diagnosticProvider).toBeUndefined()
  })

  test('the page of a rule, once it has an address', async () => {
    const one = await editor({ home: 'https://example.com/jobsworth' })
    const [first] = await one.pushed(await one.open('a.yaml', bad))
    expect(first?.codeDescription?.href).toBe(
      `https://example.com/jobsworth/blob/main/docs/rules/${first?.code}.md`
    )
  })

  test('related places, where the editor shows them', async () => {
    const publishDiagnostics = { relatedInformation: true }
    for (const capabilities of [{}, { textDocument: { publishDiagnostics } }]) {
      const one = await editor({ capabilities })
      const document = await one.open('a.yaml', bad)
      const related = (await one.pushed(document)).flatMap((found) => found.relatedInformation ?? [])
      expect(related.length > 0).toBe('textDocument' in capabilities)
      if (related[0]) expect(related[0].location.uri).toBe(document.uri)
    }
  })

  test('what does nothing is greyed out, what is past struck through', async () => {
    const one = await editor()
    const text = good
      .replace('apiVersion: batch/v1', 'apiVersion: batch/v1beta1')
      .replace(
        'metadata:\n',
        'metadata:\n  annotations: {cluster-autoscaler.kubernetes.io/safe-to-evict: "false"}\n'
      )
    const found = await one.pushed(await one.open('a.yaml', text))
    expect(found.find(({ code }) => code === 'api-version')?.tags).toEqual([2])
    expect(found.find(({ code }) => code === 'eviction-annotation')?.tags).toEqual([1])
  })

  // biome-ignore format: a table, one text a line
  test.each([
    ['Windows line ends', bad.replaceAll('\n', '\r\n'), 6, 0],
    ['a byte order mark', `\uFEFF${bad}`, 6, 0],
    ['characters of two units', bad.replace('spec:', '"x😀": 1\n"😀": {a: 😀}\nspec:'), 8, 0],
    ['several documents', `kind: ConfigMap\n---\n${good}---\n${bad}`, 6 + 3 + good.split('\n').length - 1, 0]
  ] as const)('places under %s', async (_, text, line, character) => {
    const one = await editor()
    const found = await one.pushed(await one.open('a.yaml', text))
    expect(found.find(({ code }) => code === 'ttl-required')?.range.start).toEqual({ line, character })
  })

  test('a byte order mark on the line of a finding', async () => {
    const one = await editor()
    const pod = { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a' }] }
    const job = {
      kind: 'Job',
      apiVersion: 'batch/v1',
      metadata: { name: 'a' },
      spec: { template: { spec: pod } }
    }
    const text = `\uFEFF${JSON.stringify(job)}`
    const found = await one.pushed(await one.open('a.json', text, 'json'))
    const ttl = found.find(({ code }) => code === 'ttl-required')
    expect(ttl?.range.start).toEqual({ line: 0, character: text.indexOf('"spec"') })
  })

  test('a character of two units before a finding on its line', async () => {
    const one = await editor()
    const line = '      - {name: "😀", image: example.com/a:latest}'
    const found = await one.pushed(
      await one.open('a.yaml', bad.replace(/ {6}containers:\n[\s\S]*$/, `      containers:\n${line}\n`))
    )
    const image = found.find(({ code }) => code === 'image-pinned')?.range
    expect(image?.start.character).toBe(line.indexOf('example.com'))
  })

  // biome-ignore format: a table, one text a line
  test.each([
    ['broken YAML', 'a.yaml', 'yaml', 'kind: Job\nspec: [\n', ['yaml-syntax']],
    ['an unrendered template', 'a.yaml', 'helm', 'kind: Job\n{{ if .x }}\nspec: {}\n{{ end }}\n', []],
    ['a template among others', 'a.yaml', 'yaml', `kind: Job\n{{ if .x }}\n---\n${bad}`, expect.arrayContaining(['ttl-required'])],
    ['JSON', 'a.json', 'json', '{"apiVersion": "batch/v1", "kind": "job"}', expect.arrayContaining(['api-version'])],
    ['another kind', 'a.yaml', 'yaml', 'kind: ConfigMap\n', []],
    ['another language', 'a.kt', 'kotlin', bad, []],
    ['a text that has no file', 'untitled:Untitled-1', 'yaml', bad, expect.arrayContaining(['ttl-required'])],
    ['a file elsewhere', 'git:/a.yaml?ref', 'yaml', bad, expect.arrayContaining(['ttl-required'])],
    ['nothing', 'a.yaml', 'yaml', '', []]
  ] as const)('%s', async (_, name, language, text, codes) => {
    const one = await editor()
    const found = await one.pushed(await one.open(name, text, language))
    expect(found.map(({ code }) => code)).toEqual(codes)
  })

  test('a text of over 5 MB is declined once, in so many words', async () => {
    const one = await editor()
    const document = await one.open('big.yaml', `${bad}# ${'é'.repeat(2_500_000)}\n`)
    expect(await one.pushed(document)).toEqual([])
    const more = await one.type(document, [0, 0], '\n')
    expect(await one.pushed(more)).toEqual([])
    const said = one.heard.filter(({ method }) => method === 'window/showMessage')
    expect(said.map(({ params }) => params)).toEqual([
      { type: 2, message: 'big.yaml is larger than 5 MB; jobsworth does not lint it in the editor.' }
    ])
    const back = await one.type(more, [0, more.getText().length], bad)
    expect((await one.pushed(back)).length).toBeGreaterThan(0)
  })

  test('a rule that crashes is shown at the beginning, and what others say', async () => {
    const [first] = rules
    const crashing = defineRule({
      ...(first as (typeof rules)[number]),
      id: 'crashing',
      // biome-ignore lint/correctness/useYield: it never gets that far.
      *check() {
        throw new Error('boom')
      }
    })
    const one = await editor({ rules: [crashing, ...rules] })
    const [crash, ...others] = await one.pushed(await one.open('a.yaml', bad))
    expect(crash).toMatchObject({
      severity: 1,
      range: { start: { line: 0, character: 0 } },
      message: expect.stringMatching(
        /^The rule crashing crashed on Job production\/shop-migrate \(line 3\): boom\. /
      )
    })
    expect(others.length).toBeGreaterThan(0)
  })
})

describe('when it is shown', () => {
  test('after a change, for the text as it is then', async () => {
    const one = await editor()
    const document = await one.open('a.yaml', good)
    expect(await one.pushed(document)).toEqual([])
    const at = good.indexOf('  ttlSecondsAfterFinished')
    const changed = await one.type(document, [at, good.indexOf('\n', at) + 1], '')
    expect((await one.pushed(changed)).map(({ code }) => code)).toEqual(['ttl-required'])
    const [again] = [await one.type(changed, [at, at], good.slice(at, good.indexOf('\n', at) + 1))]
    expect(await one.pushed(again)).toEqual([])
  })

  test('for another text under a version that was there before', async () => {
    const one = await editor({ capabilities: { textDocument: { diagnostic: {} } } })
    expect(await one.pull(await one.open('a.yaml', good))).toEqual([])
    expect((await one.pull(await one.open('a.yaml', bad))).length).toBeGreaterThan(0)
  })

  test('no more once the text is closed', async () => {
    const one = await editor()
    const document = await one.open('a.yaml', bad)
    await one.pushed(document)
    await one.notify('textDocument/didClose', { textDocument: { uri: document.uri } })
    await until(() => one.published.at(-1)?.diagnostics.length === 0 || undefined)
  })

  test('to an editor that asks: only then, and not twice the same', async () => {
    const one = await editor({ capabilities: pulls })
    expect(one.welcome?.capabilities.diagnosticProvider).toMatchObject({ identifier: 'jobsworth' })
    const document = await one.open('a.yaml', bad)
    const first = await one.ask<{ kind: string; resultId: string; items: unknown[] }>(
      'textDocument/diagnostic',
      document
    )
    expect(first.kind).toBe('full')
    expect(first.items.length).toBeGreaterThan(1)
    const second = await one.ask('textDocument/diagnostic', document, { previousResultId: first.resultId })
    expect(second).toEqual({ kind: 'unchanged', resultId: first.resultId })
    const changed = await one.type(document, [0, bad.length], good)
    const third = await one.ask('textDocument/diagnostic', changed, { previousResultId: first.resultId })
    expect(third).toMatchObject({ kind: 'full', items: [] })
    expect(one.published).toEqual([])
  })

  test('anew when a config changes on disk', async () => {
    for (const capabilities of [
      watches,
      { ...pulls, workspace: { ...pulls.workspace, ...watches.workspace } }
    ]) {
      const one = await editor({ capabilities })
      const document = await one.open('a.yaml', bad)
      if ('textDocument' in capabilities) expect((await one.pull(document)).length).toBeGreaterThan(0)
      else await one.pushed(document)
      await until(() => one.heard.find(({ method }) => method === 'client/registerCapability'))
      write(one.folder, 'jobsworth.yaml', 'profile: minimal\n')
      await one.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: one.uri('jobsworth.yaml'), type: 1 }]
      })
      if ('textDocument' in capabilities) {
        await until(() => one.heard.find(({ method }) => method === 'workspace/diagnostic/refresh'))
        expect(await one.pull(document)).toEqual([])
      } else await until(() => one.published.at(-1)?.diagnostics.length === 0 || undefined)
    }
  })

  test('anew when a config is saved in an editor that watches no files', async () => {
    const one = await editor()
    await one.pushed(await one.open('a.yaml', bad))
    const config = await one.open('jobsworth.yaml', '')
    write(one.folder, 'jobsworth.yaml', 'profile: minimal\n')
    await one.notify('textDocument/didSave', { textDocument: { uri: config.uri } })
    await until(
      () =>
        one.published.findLast(({ uri }) => uri.endsWith('/a.yaml'))?.diagnostics.length === 0 || undefined
    )
  })
})

describe('what holds for a text', () => {
  test('the nearest config, of which a run over the folder would say the same', async () => {
    const one = await editor({
      files: { 'x/jobsworth.yaml': 'profile: minimal\n', 'jobsworth.yaml': 'exclude: [out/]\n' }
    })
    expect(await one.pushed(await one.open('x/a.yaml', bad))).toEqual([])
    expect(await one.pushed(await one.open('out/a.yaml', bad))).toEqual([])
    expect(JSON.stringify(one.heard)).toContain('out/a.yaml is not linted: the config')
    expect((await one.pushed(await one.open('y/a.yaml', bad))).length).toBeGreaterThan(0)
  })

  test('the settings of the editor, whichever way they come', async () => {
    const settings = { profile: 'minimal' }
    const atStart = await editor({ initializationOptions: settings })
    expect(await atStart.pushed(await atStart.open('a.yaml', bad))).toEqual([])

    const asked = await editor({ capabilities: { workspace: { configuration: true } }, settings })
    await asked.open('a.yaml', bad)
    await until(() => asked.published.at(-1)?.diagnostics.length === 0 || undefined)

    const told = await editor()
    await told.open('a.yaml', bad)
    await told.notify('workspace/didChangeConfiguration', { settings: { jobsworth: settings } })
    await until(() => told.published.at(-1)?.diagnostics.length === 0 || undefined)
  })

  test('the baseline, for which only what is new counts', async () => {
    const one = await editor({ files: { 'jobsworth.yaml': 'baseline: known.json\n', 'a.yaml': bad } })
    const quiet = { isTTY: false, write: () => {} }
    const io = { cwd: one.folder, env: {}, stdin: async () => Buffer.of(), stdout: quiet, stderr: quiet }
    expect(await one.pushed(await one.open('b.yaml', bad))).toMatchObject([
      { message: expect.stringContaining('Not linted. The baseline "known.json"') }
    ])
    expect(await run(['baseline'], io)).toBe(0)
    const document = await one.open('a.yaml', bad)
    expect(await one.pushed(document)).toEqual([])
    const changed = await one.type(
      document,
      [bad.indexOf('backoffLimit'), bad.indexOf('backoffLimit')],
      'parallelism: 2\n  '
    )
    expect((await one.pushed(changed)).map(({ code }) => code)).toEqual([
      'parallel-non-idempotent',
      'work-queue-completions'
    ])
  })

  test('a config that the editor names', async () => {
    const one = await editor({
      files: { 'etc/lint.yaml': 'profile: minimal\n' },
      initializationOptions: { config: 'etc/lint.yaml' }
    })
    expect(await one.pushed(await one.open('a.yaml', bad))).toEqual([])
  })

  test.each([
    [{ profile: 'minimum' }, 'The setting jobsworth.profile is "minimum"; did you mean "minimal"?'],
    [
      { kubernetesVersion: '1.99' },
      'The setting jobsworth.kubernetesVersion: Unknown Kubernetes version "1.99"'
    ],
    [{ delivery: 7 }, 'The setting jobsworth.delivery is "7"; expected a string.'],
    [{ config: 'nope.yaml' }, 'The config nope.yaml: It does not exist.']
  ])('wrong settings are said: %j', async (initializationOptions, message) => {
    const one = await editor({ initializationOptions })
    await one.pushed(await one.open('a.yaml', bad))
    await until(() =>
      one.heard.find(({ params }) => JSON.stringify(params)?.includes(JSON.stringify(message).slice(1, -1)))
    )
  })

  test('a broken config is said once, on what it keeps from being linted, and in itself', async () => {
    const broken = 'profile: nope\nrulez: {}\n'
    const one = await editor({ files: { 'jobsworth.yaml': broken } })
    const [a] = [
      await one.pushed(await one.open('a.yaml', bad)),
      await one.pushed(await one.open('b.yaml', bad))
    ]
    expect(a).toMatchObject([
      { severity: 1, message: expect.stringContaining('Not linted. jobsworth.yaml:1:10:') }
    ])
    expect(one.heard.filter(({ method }) => method === 'window/showMessage')).toHaveLength(1)
    const own = await one.pushed(await one.open('jobsworth.yaml', broken))
    expect(own.map(({ range }) => range.start)).toEqual([
      { line: 0, character: 9 },
      { line: 1, character: 0 }
    ])
    rmSync(join(one.folder, 'jobsworth.yaml'))
    const mended = await one.open('c.yaml', bad)
    await one.notify('textDocument/didSave', { textDocument: { uri: mended.uri } })
    await until(() =>
      (one.published.findLast(({ uri }) => uri === mended.uri)?.diagnostics.length ?? 0) > 1
        ? true
        : undefined
    )
  })

  test('what the files around say of its delivery, those beside it at once, others a moment later', async () => {
    const application = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {source: {path: jobs}}\n'
    const one = await editor({
      files: {
        'k/kustomization.yaml': 'patches: [path: a.yaml]\n',
        'argo/app.yaml': application,
        'jobs/a.yaml': good
      }
    })
    const patch = await one.pushed(await one.open('k/a.yaml', bad))
    expect(patch.map(({ code }) => code)).not.toContain('ttl-required')
    const document = await one.open('jobs/a.yaml', good)
    await until(() =>
      one.published
        .findLast(({ uri }) => uri === document.uri)
        ?.diagnostics.find(({ code }) => code === 'ttl-under-gitops')
    )
    write(one.folder, 'argo/app.yaml', application.replace('jobs', 'other'))
    await one.notify('textDocument/didSave', { textDocument: { uri: document.uri } })
    await one.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: one.uri('argo/app.yaml'), type: 2 }]
    })
    await until(() =>
      one.published
        .findLast(({ uri }) => uri === document.uri)
        ?.diagnostics.some(({ code }) => code === 'ttl-under-gitops')
        ? undefined
        : true
    )
  })
})
