import { page } from '#app/_lib/page.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { InstanceStorage } from '#components/instances/storage/instance-storage.tsx';
import { InstanceDrives } from '#components/instances/vm/instance-drives.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { factsOf } from '#server/instances/kinds/schema.ts';
import { getVaultOffer } from '#server/vaults/get-vault-offer.ts';
import { listVaults } from '#server/vaults/list-vaults.ts';
import { listIsos } from '#server/vms/list-isos.ts';
import { openVaultAction } from '../../../vaults/actions.ts';
import { instanceTitle } from '../instance-title.ts';
import { loadInstancePage } from '../load-instance-page.ts';
import { attachIsoAction, detachIsoAction } from '../screen/actions.ts';
import { moveInstanceAction } from './actions.ts';

export const generateMetadata = instanceTitle('storage');

export default page(async (ctx, { params }) => {
  const frame = await loadInstancePage(ctx, params);
  const { instance, forbidden } = frame;
  const tenant = instance.tenant.slug;
  const takesDiscs = factsOf(instance.kind).takesDiscs === true;
  const [vaults, offer, isos] = await Promise.all([
    listVaults(ctx, { tenant }),
    getVaultOffer(ctx, { tenant }),
    takesDiscs ? listIsos(ctx, { tenant }) : undefined,
  ]);
  const drives = { attach: attachIsoAction, detach: detachIsoAction };
  return (
    <InstanceFrame {...frame}>
      <InstanceStorage
        {...{ instance, vaults, offer, forbidden }}
        move={moveInstanceAction}
        openVault={openVaultAction}
      />
      {isos && (
        <ClientMessages namespaces={['vms']}>
          <InstanceDrives {...{ instance, forbidden }} isos={isos.items} actions={drives} />
        </ClientMessages>
      )}
    </InstanceFrame>
  );
});
