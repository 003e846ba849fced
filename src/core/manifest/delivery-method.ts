export const deliveryMethods = [
  'kubectl-create',
  'kubectl-apply',
  'kustomize',
  'helm',
  'helm-hook',
  'argocd',
  'argocd-hook',
  'flux',
  'unknown'
] as const

/** How a manifest reaches the cluster; the same Job needs opposite advice under different methods. */
export type DeliveryMethod = (typeof deliveryMethods)[number]
