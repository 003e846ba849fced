import type { BuildOptions } from 'esbuild'

export const common: BuildOptions = {
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'node20.19',
  platform: 'node',
  legalComments: 'none',
  logLevel: 'warning'
}

const standalone: BuildOptions = {
  ...common,
  chunkNames: '[name]-[hash]',
  minifySyntax: true,
  minifyWhitespace: true,
  // Some bundled packages are CommonJS: they ask for Node's own modules with require, and for their own name.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module';const require = makeRequire(import.meta.url), __filename = import.meta.filename;"
  },
  external: ['eslint-formatter-friendly']
}

/** The command line as a bundle that starts fast. */
export const commandLine: BuildOptions = { ...standalone, entryPoints: { main: 'src/cli/main.ts' } }

/** The GitHub Action as a bundle that needs nothing beside it; `main.js` is for runners that call `run` themselves. */
export const action: BuildOptions = {
  ...standalone,
  entryPoints: { index: 'src/action/index.ts', main: 'src/action/run-action.ts' }
}
