import type { CodeLens } from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { locate } from '../core/document/index.ts'
import type { Linted } from '../core/lint.ts'
import { worstCase } from '../report/worst-case.ts'
import { rangeIn } from './convert.ts'

/** The worst case of each resource, over the line of its kind. */
export function lenses(document: TextDocument, { documents }: Linted, now: number): CodeLens[] {
  return documents
    .flatMap(({ resources }) => resources)
    .flatMap((resource) => {
      const title = worstCase(resource, now)
      if (title === undefined) return []
      return [
        { range: rangeIn(document, locate(resource.root.at('kind').key)), command: { title, command: '' } }
      ]
    })
}
