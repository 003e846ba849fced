export { treeFromEvents } from './events.ts'
export { recover, type SyntaxFault } from './recover.ts'
export { resolvePlain } from './scalar.ts'
export {
  lastAtOrBefore,
  type Position,
  positionsOf,
  type Range,
  type SourceFile,
  standardInput
} from './source.ts'
export {
  isMerge,
  keyName,
  leaves,
  type MappingNode,
  type Node,
  type Pair,
  type Path,
  resolve,
  type ScalarNode,
  type SequenceNode,
  shifted
} from './tree.ts'
export { type Json, readValue } from './value.ts'
