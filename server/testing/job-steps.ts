/**
 * Every list of steps that jobs under way may have been begun with, by `kind:version`: written down a second time, so
 * that one which changes without a new version is seen.
 */
export const jobSteps: Readonly<Record<string, string>> = {
  'create-instance:1': 'create, root-password',
  'start-instance:1': 'start',
  'stop-instance:1': 'stop',
  'restart-instance:1': 'stop, start',
  'rename-instance:1': 'rename',
  'resize-instance:1': 'resize',
  'reinstall-instance:1': 'stop, configure, rebuild, start',
  'reinstall-instance:2': 'stop, rebuild, configure, start',
  'recreate-instance:1': 'create, root-password',
  'recreate-instance:2': 'create, root-password',
  'delete-instance:1': 'delete',
  'create-tenant:1': 'acl, network, project',
  'update-quota:1': 'limits',
  'suspend-tenant:1': 'wait-for-jobs, remember, stop',
  'unsuspend-tenant:1': 'recall, start',
  'delete-tenant:1': 'project, network, acl',
  'adopt-instance:1': 'remember, mark',
  'remove-unknown-instance:1': 'stop, delete',
  'remove-unknown-part:1': 'delete',
  'move-instance:1': 'stop, allow, move, limits, start',
  'create-vault:1': 'device, header, pool',
  'grow-vault:1': 'grow',
  'shred-vault:1': 'instances, pool, shred, verify',
  'panic-lock:1': 'stop, lock',
};
