/** The only place that spells the panel's URLs. */
type Query = Record<string, string | number | undefined>;

function withQuery(path: string, query: Query = {}): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (entries.length === 0) return path;
  return `${path}?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))}`;
}

export const paths = {
  home: () => '/',
  signIn: (query?: { next?: string }) => withQuery('/sign-in', query),
  invitation: (token: string) => `/invite/${token}`,
  newPassword: () => '/new-password',
  account: () => '/account',
  accountSessions: () => '/account/sessions',
  accountReceipts: () => '/account/receipts',

  tenant: (tenant: string) => `/t/${tenant}`,
  instances: (tenant: string, query?: Query) => withQuery(`/t/${tenant}/instances`, query),
  newInstance: (tenant: string, query?: Query) => withQuery(`/t/${tenant}/instances/new`, query),
  compose: (tenant: string) => `/t/${tenant}/instances/compose`,
  kinds: (tenant: string) => `/t/${tenant}/kinds`,
  instance: (tenant: string, id: string) => `/t/${tenant}/instances/${id}`,
  /** A page that only some kinds have: `logs`, `evidence`, … */
  instancePart: (tenant: string, id: string, part: string, query?: Query) =>
    withQuery(`/t/${tenant}/instances/${id}/${part}`, query),
  instanceConsole: (tenant: string, id: string, query?: Query) =>
    withQuery(`/t/${tenant}/instances/${id}/console`, query),
  instanceActivity: (tenant: string, id: string) => `/t/${tenant}/instances/${id}/activity`,
  instanceSettings: (tenant: string, id: string) => `/t/${tenant}/instances/${id}/settings`,
  instanceScreen: (tenant: string, id: string) => `/t/${tenant}/instances/${id}/screen`,
  instanceMachine: (tenant: string, id: string) => `/t/${tenant}/instances/${id}/screen/machine`,
  instanceStorage: (tenant: string, id: string) => `/t/${tenant}/instances/${id}/storage`,
  instanceProcesses: (tenant: string, id: string, query?: Query) =>
    withQuery(`/t/${tenant}/instances/${id}/processes`, query),
  instanceFiles: (tenant: string, id: string, query?: Query) =>
    withQuery(`/t/${tenant}/instances/${id}/files`, query),
  vaults: (tenant: string) => `/t/${tenant}/vaults`,
  newVault: (tenant: string) => `/t/${tenant}/vaults/new`,
  vault: (tenant: string, id: string) => `/t/${tenant}/vaults/${id}`,
  vaultHistory: (tenant: string, id: string, query?: Query) =>
    withQuery(`/t/${tenant}/vaults/${id}/history`, query),
  receipts: (tenant: string) => `/t/${tenant}/vaults/receipts`,
  isos: (tenant: string) => `/t/${tenant}/isos`,
  images: (tenant: string) => `/t/${tenant}/images`,
  sshKeys: (tenant: string) => `/t/${tenant}/ssh-keys`,
  registries: (tenant: string) => `/t/${tenant}/registries`,
  activity: (tenant: string, query?: Query) => withQuery(`/t/${tenant}/activity`, query),
  record: (tenant: string) => `/t/${tenant}/activity/record`,
  usage: (tenant: string) => `/t/${tenant}/usage`,
  team: (tenant: string) => `/t/${tenant}/team`,
  tokens: (tenant: string) => `/t/${tenant}/tokens`,

  admin: () => '/admin',
  adminTenants: (query?: Query) => withQuery('/admin/tenants', query),
  adminNewTenant: () => '/admin/tenants/new',
  adminTenant: (id: string) => `/admin/tenants/${id}`,
  adminPlans: () => '/admin/plans',
  adminNewPlan: () => '/admin/plans/new',
  adminPlan: (id: string) => `/admin/plans/${id}`,
  adminPlanSets: () => '/admin/plan-sets',
  adminNewPlanSet: () => '/admin/plan-sets/new',
  adminPlanSet: (id: string) => `/admin/plan-sets/${id}`,
  adminImages: () => '/admin/images',
  adminNewImage: (query?: Query) => withQuery('/admin/images/new', query),
  adminNewImageBy: (way: 'app' | 'upload' | 'recipe') => `/admin/images/new/${way}`,
  adminImage: (id: string) => `/admin/images/${id}`,
  adminNodes: () => '/admin/nodes',
  adminNode: (id: string) => `/admin/nodes/${id}`,
  adminNodeVaults: (id: string) => `/admin/nodes/${id}/vaults`,
  adminInstances: (query?: Query) => withQuery('/admin/instances', query),
  adminJobs: (query?: Query) => withQuery('/admin/jobs', query),
  adminJob: (id: string) => `/admin/jobs/${id}`,
  adminFindings: (query?: Query) => withQuery('/admin/findings', query),
  adminFinding: (id: string) => `/admin/findings/${id}`,
  adminDryRun: () => '/admin/findings/dry-run',
  adminAudit: (query?: Query) => withQuery('/admin/audit', query),
  adminTokens: () => '/admin/tokens',
  adminSettings: () => '/admin/settings',

  events: (query?: Query) => withQuery('/api/events', query),
  metrics: (instanceId: string) => `/api/instances/${instanceId}/metrics`,
  guestProcesses: (instanceId: string) => `/api/instances/${instanceId}/processes`,
  guestServices: (instanceId: string) => `/api/instances/${instanceId}/services`,
  guestFile: (instanceId: string, query: { path: string; overwrites?: string | undefined }) =>
    withQuery(`/api/instances/${instanceId}/files`, query),
  instanceLog: (instanceId: string) => `/api/instances/${instanceId}/logs`,
  deploymentLines: (instanceId: string, number: number) =>
    `/api/instances/${instanceId}/deployments/${number}/lines`,
  evidenceFile: (instanceId: string) => `/api/instances/${instanceId}/evidence.json`,
  terminalSocket: (instanceId: string, query?: Query) => withQuery(`/ws/terminal/${instanceId}`, query),
  screenSocket: (instanceId: string) => `/ws/screen/${instanceId}`,
  openApi: () => '/api/v1/openapi.json',
} as const;
