import { defineConfig } from 'vitest/config'

/** Only for scripts/mutation.ts: the tests of one room. */
const names = (process.env.MUTATION_TESTS ?? '').split(',')

export default defineConfig({
  test: { include: names.map((name) => `test/${name}.test.ts`), testTimeout: 60_000 }
})
