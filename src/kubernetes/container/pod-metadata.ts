/** Annotations and labels that a tool reads from Pods, and from nothing that creates them. */
export interface PodMetadata {
  /** Who reads them. */
  readonly tool: string
  readonly annotations?: RegExp
  readonly labels?: RegExp
  /** Those of them that say nothing new where they are false. */
  readonly onlyIfTrue?: RegExp
}

export const podMetadata: readonly PodMetadata[] = [
  {
    tool: 'Istio',
    annotations: /^(?:(?:traffic\.)?sidecar|proxy|inject|ambient)\.istio\.io\//,
    labels: /^(?:sidecar\.istio\.io\/inject|istio\.io\/dataplane-mode)$/
  },
  { tool: 'Linkerd', annotations: /^(?:linkerd\.io\/inject$|config\.(?:(?:alpha|beta)\.)?linkerd\.io\/)/ },
  {
    tool: 'the Vault injector',
    annotations: /^vault\.(?:hashicorp\.com|security\.banzaicloud\.io)\//,
    onlyIfTrue: /agent-inject$/
  },
  { tool: 'Dapr', annotations: /^dapr\.io\//, onlyIfTrue: /enabled$/ },
  { tool: 'Consul', annotations: /^consul\.hashicorp\.com\// },
  {
    tool: 'Kuma',
    annotations: /^kuma\.io\/(?:sidecar-injection|container-patches)$/,
    labels: /^kuma\.io\/sidecar-injection$/
  },
  { tool: 'App Mesh', annotations: /^appmesh\.k8s\.aws\// },
  {
    tool: 'Azure workload identity',
    annotations: /^azure\.workload\.identity\/(?:skip-containers|inject-proxy-sidecar|proxy-sidecar-port)$/,
    labels: /^(?:azure\.workload\.identity\/use|aadpodidbinding)$/
  },
  { tool: 'the Cloud Storage FUSE driver', annotations: /^gke-gcsfuse\//, onlyIfTrue: /volumes$/ },
  { tool: 'kube2iam or kiam', annotations: /^iam\.amazonaws\.com\/(?:role|external-id)$/ },
  { tool: 'the EKS identity webhook', annotations: /^eks\.amazonaws\.com\/skip-containers$/ },
  {
    tool: 'Prometheus',
    annotations: /^prometheus\.io\/(?:scrape|port|path|scheme|param_\w+)$/,
    onlyIfTrue: /scrape$/
  },
  {
    tool: 'the OpenTelemetry operator',
    annotations: /^(?:sidecar|instrumentation)\.opentelemetry\.io\//,
    onlyIfTrue: /inject/
  },
  {
    tool: 'Datadog',
    annotations: /^(?:ad|admission)\.datadoghq\.com\//,
    labels: /^admission\.datadoghq\.com\/enabled$/
  },
  { tool: 'Elastic autodiscovery', annotations: /^co\.elastic\.(?:logs|metrics|monitor)\// },
  { tool: 'Fluent Bit', annotations: /^fluentbit\.io\// },
  {
    tool: 'the network plugin',
    annotations:
      /^(?:k8s\.v1\.cni\.cncf\.io\/networks|v1\.multus-cni\.io\/default-network|cni\.projectcalico\.org\/|kubernetes\.io\/(?:in|e)gress-bandwidth$)/
  },
  {
    tool: 'the kubelet',
    annotations: /^container\.apparmor\.security\.beta\.kubernetes\.io\//
  },
  { tool: 'the container runtime', annotations: /^(?:io\.katacontainers\.|io\.kubernetes\.cri-o\.)/ },
  { tool: 'kubectl', annotations: /^kubectl\.kubernetes\.io\/default-(?:container|logs-container)$/ },
  {
    tool: 'Velero',
    annotations:
      /^(?:backup\.velero\.io\/backup-volumes(?:-excludes)?$|(?:pre|post)\.hook\.(?:backup|restore)\.velero\.io\/)/
  },
  { tool: 'the descheduler', annotations: /^descheduler\.alpha\.kubernetes\.io\/evict$/ }
]
