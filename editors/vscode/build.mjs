import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from '../../node_modules/esbuild/lib/main.js'

/** Builds dist/: the extension as one file, and beside it the command line that holds the server. */
const here = (path) => fileURLToPath(new URL(path, import.meta.url))

rmSync(here('dist'), { recursive: true, force: true })
await build({
  absWorkingDir: here('.'),
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.cjs',
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  logLevel: 'warning'
})
cpSync(here('../../dist/cli'), here('dist/server'), { recursive: true })
writeFileSync(here('dist/server/package.json'), '{ "type": "module" }\n')
cpSync(here('../../LICENSE'), here('LICENSE'))
