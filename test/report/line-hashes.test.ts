import { expect, test } from 'vitest'
import { lineHashes } from '../../src/report/line-hashes.ts'

// What the hash function of GitHub's upload action answers, recorded; the first two are in its own tests as well.
test.each<[text: string, hashes: readonly string[]]>([
  ['', ['c129715d7a2bc9a3:1']],
  [
    ' a\nb\n  \t\tc\n d',
    ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1']
  ],
  [
    '---\napiVersion: batch/v1\nkind: Job\n',
    ['982b632653aba595:1', '44ace1087703534c:1', '2d1a6b1c2c6f1e5c:1', 'c129715d7a2bc9a3:1']
  ],
  [' \n\t\n', ['5b5d4caf73a13177:1', '3c5bef55b72b93c9:1', 'c129715d7a2bc9a3:1']],
  [
    '\uFEFFkind: Job\r\nspec: # 🚀 größe\r\n\tkey: x\r\r\n - a\r \nend',
    [
      '5959047caa73d4c1:1',
      '4f1993ee7c3a1085:1',
      'ae531a3ca1f702c7:1',
      '37666e8e27ec4772:1',
      '9add485c605c110:1',
      '165fbdbbce84915c:1',
      '43b6461eda086fe2:1'
    ]
  ]
])('%j', (text, hashes) => {
  expect(lineHashes(text)).toEqual(hashes)
})

test('equal lines are numbered, as far as a hundred characters behind them are equal', () => {
  const hashes = lineHashes('Lorem ipsum dolor sit amet.\n'.repeat(10))
  expect(hashes.slice(0, 7)).toEqual([
    ...[1, 2, 3, 4, 5, 6].map((number) => `a7f2ff13bc495cf2:${number}`),
    'a7f2ff1481e87703:1'
  ])
  expect(hashes).toHaveLength(11)
})
