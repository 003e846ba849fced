export { duration } from './duration.ts'
export { folderOf, foldersAbove, pathBelow } from './file-path.ts'
export {
  breaks,
  hasLineBreak,
  isLineBreak,
  lineBreakAt,
  lineEnd,
  lineStart,
  nextLine,
  splitLines
} from './lines.ts'
export { closest } from './nearest.ts'
export { cut, either, printable, printableJson, quoted } from './printable.ts'
export { didYouMean } from './suggest.ts'
export { fitsParts, fitsWildcard } from './wildcard.ts'
