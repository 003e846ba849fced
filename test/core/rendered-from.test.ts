import { expect, test } from 'vitest'
import { parse } from '../../src/core/document/parse.ts'
import { renderedFrom } from '../../src/core/document/rendered-from.ts'

const job = 'apiVersion: batch/v1\nkind: Job\n'

// biome-ignore format: a table, one head of a document a line
test.each<[head: string, source: string | undefined]>([
  ['# Source: shop/templates/job.yaml\n', 'shop/templates/job.yaml'],
  ['# Source: shop/charts/db/templates/hooks/job.yaml\r\n', 'shop/charts/db/templates/hooks/job.yaml'],
  ['\n# Copyright\n\n# Source: shop/templates/job.yaml\n', 'shop/templates/job.yaml'],
  ['# Source: shop/crds/job.yaml\n', 'shop/crds/job.yaml'],
  ['# Source: https://github.com/shop/templates/job.yaml\n', undefined],
  ['# Source: the wiki, see templates/job.yaml\n', undefined],
  ['# Source: docs/job.yaml\n', undefined],
  ['# Source: templates\n', undefined],
  ['# from Source: shop/templates/job.yaml\n', undefined],
  [`${job}# Source: shop/templates/job.yaml\n`, undefined],
  ['', undefined]
])('%j', (head, source) => {
  const [, document] = parse({ path: 'a.yaml', text: `a: 1\n---\n${head}${job}` })
  expect(document && renderedFrom(document)).toBe(source)
})
