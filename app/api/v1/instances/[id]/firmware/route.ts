import { route } from '#app/_lib/route.ts';
import { instanceIdInput, jobStarted } from '#server/instances/schema.ts';
import { getFirmware } from '#server/vms/get-firmware.ts';
import { firmware } from '#server/vms/schema.ts';
import { setFirmware } from '#server/vms/set-firmware.ts';

export const GET = route({
  summary: 'Secure boot, TPM and cloud-init drive of a VM; null for kinds without firmware of their own',
  tag: 'instances',
  params: instanceIdInput,
  answer: firmware.nullable(),
  run: (ctx, { params }) => getFirmware(ctx, params),
});

export const PUT = route({
  summary: 'Switch secure boot, TPM and cloud-init drive of a stopped VM; from its next start on',
  tag: 'instances',
  params: instanceIdInput,
  body: firmware,
  answer: jobStarted,
  status: 202,
  run: (ctx, { params, body }) => setFirmware(ctx, { ...params, ...body }),
});
