import { expect, test } from 'vitest'
import { isSpotTaint } from '../../src/kubernetes/container/spot-taint.ts'

test.each<[string, string, boolean]>([
  ['cloud.google.com/gke-spot', 'true', true],
  ['cloud.google.com/gke-preemptible', 'true', true],
  ['kubernetes.azure.com/scalesetpriority', 'spot', true],
  ['karpenter.sh/capacity-type', 'spot', true],
  ['eks.amazonaws.com/capacityType', 'SPOT', true],
  ['spotInstance', '', true],
  ['cloud.google.com/gke-spot', 'false', false],
  ['karpenter.sh/capacity-type', 'on-demand', false],
  ['nvidia.com/gpu', '', false],
  ['hotspot', 'true', false]
])('%s=%s: %s', (key, value, expected) => expect(isSpotTaint(key, value)).toBe(expected))
