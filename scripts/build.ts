import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { type BuildOptions, build } from 'esbuild'

/** Builds dist/: the command line as one bundle that starts fast, the library with its dependencies outside. */
const common: BuildOptions = {
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'node20.19',
  platform: 'node',
  legalComments: 'none',
  logLevel: 'warning'
}

await rm('dist', { recursive: true, force: true })
await Promise.all([
  build({
    ...common,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: 'dist/cli',
    entryNames: 'main',
    chunkNames: '[name]-[hash]',
    minifySyntax: true,
    minifyWhitespace: true,
    // Some bundled packages are CommonJS: they ask for Node's own modules with require, and for their own name.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module';const require = makeRequire(import.meta.url), __filename = import.meta.filename;"
    },
    external: ['eslint-formatter-friendly']
  }),
  build({ ...common, entryPoints: ['src/index.ts', 'src/node.ts'], outdir: 'dist', packages: 'external' })
])
execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
