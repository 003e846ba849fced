import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { build } from 'esbuild'
import { action, commandLine, common } from './bundles.ts'

/** Builds dist/: the command line and the GitHub Action as bundles, the library with its dependencies outside. */
await rm('dist', { recursive: true, force: true })
await Promise.all([
  build({ ...commandLine, outdir: 'dist/cli' }),
  build({ ...action, outdir: 'dist/action' }),
  build({ ...common, entryPoints: ['src/index.ts', 'src/node.ts'], outdir: 'dist', packages: 'external' })
])
execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
