export {
  isStale,
  type Known,
  matchBaseline,
  type Placed,
  prune,
  type Reach,
  renew,
  total
} from './baseline.ts'
export { baselineText, readBaseline } from './baseline-file.ts'
export { touching } from './changed-lines.ts'
export { type Hunk, readDiff } from './hunks.ts'
export { type Identifiable, identityOf } from './identity.ts'
