import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as jobsworth from '../src/index.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']
const executablePath = names.map(pathOf).find((path) => path !== undefined)

/** Everything the library does, in one function that runs on either side. */
function everything({ explain, fix, formats, lint, rules }: typeof jobsworth, manifests: readonly string[]) {
  const results = manifests.map((text, index) => lint({ path: `${index}.yaml`, text }))
  const run = { version: '0.0.0', rules, cwd: '/' }
  return {
    results,
    fixed: manifests.map((text) => fix(text, { profile: 'strict' }, { unsafe: true }).text),
    pages: rules.map(explain),
    reports: Object.values(formats).map((format) => format(results, run)),
    refused: (() => {
      try {
        return lint('', { profile: 'lax' as 'strict' })
      } catch (error) {
        return String(error)
      }
    })()
  }
}

describe('a browser', () => {
  let browser: Browser | undefined
  let code = ''

  beforeAll(async () => {
    code = await bundled()
    if (executablePath === undefined) return
    const isRoot = process.getuid?.() === 0
    browser = await chromium.launch({ executablePath, args: isRoot ? ['--no-sandbox'] : [] })
  })
  afterAll(() => browser?.close())

  test('needs no more than a megabyte and a half for it', () => {
    const [size, packed] = [Buffer.byteLength(code), gzipSync(code).length]
    console.log(`The browser bundle takes ${size} bytes, ${packed} with gzip.`)
    expect(size).toBeLessThan(1_500_000)
  })

  test('finds, fixes, explains and reports what Node does', async ({ skip }) => {
    skip(browser === undefined, 'no Chromium here: nothing shows that the library runs in a browser')
    const manifests = ['migration', 'cron', 'anatomy', 'broken'].map((name) =>
      readFileSync(`fixtures/err/${name}.yaml`, 'utf8')
    )
    const page = await (browser as Browser).newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('request', (request) => errors.push(`It asks for ${request.url()}.`))
    await page.addScriptTag({ content: code })
    const call = `(${everything})(jobsworth, ${JSON.stringify(manifests)})`
    const there = await page.evaluate(call)
    expect(errors).toEqual([])
    expect(there).toEqual(JSON.parse(JSON.stringify(everything(jobsworth, manifests))))
  })
})

async function bundled(): Promise<string> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: "export * from 'jobsworth'", resolveDir: '.' },
    alias: { jobsworth: './src/index.ts' },
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'jobsworth',
    target: 'es2023',
    write: false,
    metafile: true
  })
  expect(Object.keys(metafile.inputs).filter((input) => input.startsWith('node:'))).toEqual([])
  return outputFiles[0]?.text ?? ''
}

function pathOf(name: string): string | undefined {
  try {
    return execFileSync('which', [name], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}
