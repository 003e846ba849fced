export { askedOnce } from './asked-once.ts'
export { Field } from './field.ts'
export { fieldName } from './field-name.ts'
export { locate, nodeAt, scalarAt } from './locate.ts'
export type { ManifestDocument, ParseOptions } from './manifest-document.ts'
export { isOurTemplate, mayHoldOurs } from './our-kinds.ts'
export { parse, parseData, reparse } from './parse.ts'
export {
  isPlaceholder,
  isPlaceholderAt,
  looksLikeTemplate,
  mayHoldPlaceholder
} from './placeholder.ts'
export { renderedFrom } from './rendered-from.ts'
export { type ExplainedFault, explainCut, explainDropped, explainFault } from './syntax.ts'
export { findTypography, quotes, spaces, type Typography, typographyByLine } from './typography.ts'
