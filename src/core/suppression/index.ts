export { linesFor } from './long-scalars.ts'
export { suppress } from './suppress.ts'
