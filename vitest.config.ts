import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Tests that start a program; it is built once for all of them, and only where one of them is run. */
const programs = ['cli', 'editors', 'action/action', 'lsp/neovim', 'lsp/process', 'node/write-fixes'].map(
  (name) => `test/${name}.test.ts`
)

/** The whole corpus goes through these: started first, they never leave one worker busy and the other idle. */
const long = /(fix-laws-\w+|corpus|verdicts|schema-ajv)\.test\.ts$/

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [false, true].flatMap((rest) => sorted.filter(({ moduleId }) => !long.test(moduleId) === rest))
  }
}

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // All cores: the default leaves one idle. The test files of one worker share their modules, loaded once, so what a
    // test changes outside itself has to be put back.
    maxWorkers: '100%',
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    sequence: { sequencer: LongFirst },
    projects: [
      { extends: true, test: { name: 'library', include: ['test/**/*.test.ts'], exclude: programs } },
      { extends: true, test: { name: 'programs', include: programs, globalSetup: 'test/build.ts' } }
    ]
  }
})
