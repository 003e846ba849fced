import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'

/**
 * `npm run mutation ROOM [FILE…]`: changes each line of a room, or of some of its files, in every way that Stryker knows, and shows which changes no test
 * notices. Stryker is fetched into node_modules when it is first needed: it is large, and nothing else here needs it.
 */
const rooms: Readonly<
  Record<string, { readonly mutate: readonly string[]; readonly tests: readonly string[] }>
> = {
  'core/check': {
    mutate: ['src/core/check/*.ts'],
    tests: ['core/check', 'core/order', 'core/resources', 'crash', 'fixtures', 'rules']
  },
  'core/fix': {
    mutate: ['src/core/fix/**/*.ts', 'src/core/apply-fixes.ts'],
    tests: ['core/edit', 'fix-fixtures', 'fix-laws', 'rules']
  },
  'core/suppression': {
    mutate: ['src/core/suppression/*.ts'],
    tests: ['core/suppress', 'rules']
  },
  shell: {
    mutate: ['src/shell/*.ts'],
    tests: ['shell/parse-script', 'shell/programs', 'rules']
  },
  yaml: {
    mutate: ['src/yaml/*.ts'],
    tests: ['yaml/read', 'yaml/recorded', 'yaml/slips', 'core/parse', 'core/scalar']
  }
}

const [room = '', ...more] = process.argv.slice(2)
const chosen = rooms[room]
if (chosen === undefined) {
  console.error(`Usage: npm run mutation ROOM [FILE…], where ROOM is one of ${Object.keys(rooms).join(', ')}`)
  process.exit(1)
}

const home = 'node_modules/.mutation'
const program = `${home}/node_modules/@stryker-mutator/core/bin/stryker.js`
if (!existsSync(program)) install('@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1')
const name = room.replace('/', '-')
const config = `${home}/${name}.json`
writeFileSync(
  config,
  JSON.stringify({
    mutate: more.length > 0 ? more : chosen.mutate,
    testRunner: 'vitest',
    vitest: { configFile: 'test/mutation.config.ts', related: false },
    // It would rewrite tsconfig.json with functions that TypeScript 7 has no more; vitest needs none of it.
    tsconfigFile: 'none.json',
    coverageAnalysis: 'perTest',
    concurrency: 1,
    incremental: true,
    incrementalFile: `${home}/${name}-incremental.json`,
    tempDirName: `${home}/sandbox`,
    reporters: ['progress-append-only', 'clear-text', 'html'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
    htmlReporter: { fileName: `${home}/${name}.html` },
    ignorePatterns: ['dist', 'docs', 'editors', 'coverage'],
    timeoutMS: 20_000,
    ignoreStatic: true
  })
)
execFileSync(process.execPath, [program, 'run', config], {
  stdio: 'inherit',
  env: { ...process.env, MUTATION_TESTS: chosen.tests.join() }
})

function install(...packages: readonly string[]): void {
  mkdirSync(home, { recursive: true })
  writeFileSync(`${home}/package.json`, '{ "private": true }\n')
  // Without peers: Stryker has to run our vitest, which it finds further up.
  const options = ['--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund']
  execFileSync('npm', ['install', ...options, ...packages], { cwd: home, stdio: 'inherit' })
}
