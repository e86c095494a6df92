import { deployJob } from '#server/deployments/deploy.job.ts';
import { buildImageJob } from '#server/images/build-image.job.ts';
import { copyImageJob } from '#server/images/copy-image.job.ts';
import { createImageJob } from '#server/images/create-image.job.ts';
import { deleteImageJob } from '#server/images/delete-image.job.ts';
import { configureInstanceJob } from '#server/instances/configure-instance.job.ts';
import { createInstanceJob } from '#server/instances/create-instance.job.ts';
import { deleteInstanceJob } from '#server/instances/delete-instance.job.ts';
import { moveInstanceJob } from '#server/instances/move-instance.job.ts';
import { recreateInstanceJob } from '#server/instances/recreate-instance.job.ts';
import { reinstallInstanceJob } from '#server/instances/reinstall-instance.job.ts';
import { renameInstanceJob } from '#server/instances/rename-instance.job.ts';
import { resizeInstanceJob } from '#server/instances/resize-instance.job.ts';
import { restartInstanceJob } from '#server/instances/restart-instance.job.ts';
import { startInstanceJob } from '#server/instances/start-instance.job.ts';
import { stopInstanceJob } from '#server/instances/stop-instance.job.ts';
import type { AnyJob } from '#server/jobs/define-job.ts';
import { adoptInstanceJob } from '#server/reconcile/adopt-instance.job.ts';
import { removeUnknownInstanceJob } from '#server/reconcile/remove-unknown-instance.job.ts';
import { removeUnknownPartJob } from '#server/reconcile/remove-unknown-part.job.ts';
import { createTenantJob } from '#server/tenants/create-tenant.job.ts';
import { deleteTenantJob } from '#server/tenants/delete-tenant.job.ts';
import { suspendTenantJob } from '#server/tenants/suspend-tenant.job.ts';
import { unsuspendTenantJob } from '#server/tenants/unsuspend-tenant.job.ts';
import { updateQuotaJob } from '#server/tenants/update-quota.job.ts';
import type { Tools } from '#server/tools.ts';
import { createVaultJob } from '#server/vaults/create-vault.job.ts';
import { growVaultJob } from '#server/vaults/grow-vault.job.ts';
import { panicLockJob } from '#server/vaults/panic-lock.job.ts';
import { shredVaultJob } from '#server/vaults/shred-vault.job.ts';
import { attachIsoJob } from '#server/vms/attach-iso.job.ts';
import { deleteIsoJob } from '#server/vms/delete-iso.job.ts';
import { detachIsoJob } from '#server/vms/detach-iso.job.ts';
import { importIsoJob } from '#server/vms/import-iso.job.ts';
import { setFirmwareJob } from '#server/vms/set-firmware.job.ts';

const jobs: readonly AnyJob<Tools>[] = [
  createInstanceJob,
  startInstanceJob,
  stopInstanceJob,
  restartInstanceJob,
  renameInstanceJob,
  resizeInstanceJob,
  configureInstanceJob,
  setFirmwareJob,
  reinstallInstanceJob,
  recreateInstanceJob,
  deleteInstanceJob,
  deployJob,
  createTenantJob,
  updateQuotaJob,
  suspendTenantJob,
  unsuspendTenantJob,
  deleteTenantJob,
  adoptInstanceJob,
  removeUnknownInstanceJob,
  removeUnknownPartJob,
  moveInstanceJob,
  createVaultJob,
  growVaultJob,
  shredVaultJob,
  panicLockJob,
  createImageJob,
  deleteImageJob,
  copyImageJob,
  buildImageJob,
  importIsoJob,
  deleteIsoJob,
  attachIsoJob,
  detachIsoJob,
];

/** Every kind of job that a worker of this version can run. */
export const jobKinds: ReadonlyMap<string, AnyJob<Tools>> = new Map(jobs.map((job) => [job.kind, job]));
