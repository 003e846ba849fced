import { closest } from './nearest.ts'

/** `; did you mean "x"?` where one of the candidates is a likely misspelling away, else an empty text. */
export function didYouMean(written: string, candidates: Iterable<string>): string {
  const found = closest(written, candidates)
  return found === undefined ? '' : `; did you mean "${found}"?`
}
