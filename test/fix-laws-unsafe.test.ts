import { expect, test } from 'vitest'
import { breaches } from './fix-laws.ts'
import { manifestsIn, shared } from './shared.ts'

const folder = shared('corpus')

test.skipIf(folder === undefined)(
  '--unsafe-fixes keeps to the laws of fixing on every manifest of the corpus',
  () => {
    expect(manifestsIn(folder as string).flatMap((file) => breaches(file, true))).toEqual([])
  },
  300_000
)
