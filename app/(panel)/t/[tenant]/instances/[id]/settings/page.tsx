import { page } from '#app/_lib/page.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { InstanceSettings } from '#components/instances/settings/instance-settings.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { createOptions } from '#server/instances/create-options.ts';
import { neededAllowances } from '#server/instances/needed-allowances.ts';
import { createImageAction } from '../../../images/actions.ts';
import { openVaultAction } from '../../../vaults/actions.ts';
import { instanceTitle } from '../instance-title.ts';
import { loadInstancePage } from '../load-instance-page.ts';
import {
  reinstallInstanceAction,
  renameInstanceAction,
  resizeInstanceAction,
  setRootPasswordAction,
} from './actions.ts';
import { insideSections } from './inside-sections.tsx';

export const generateMetadata = instanceTitle('settings');

export default page(async (ctx, { params }) => {
  const frame = await loadInstancePage(ctx, params);
  const options = await createOptions(ctx, frame.instance.tenant.slug);
  const inside = await insideSections(ctx, frame);
  return (
    <InstanceFrame {...frame}>
      <ClientMessages namespaces={['instances', 'kinds', 'images']}>
        <InstanceSettings
          instance={frame.instance}
          options={options}
          needs={await neededAllowances(ctx.db, frame.instance)}
          forbidden={frame.forbidden}
          inside={inside}
          actions={{
            rename: renameInstanceAction,
            resize: resizeInstanceAction,
            reinstall: reinstallInstanceAction,
            makeImage: createImageAction,
            setRootPassword: setRootPasswordAction,
            remove: frame.actions.remove,
            openVault: openVaultAction,
          }}
        />
      </ClientMessages>
    </InstanceFrame>
  );
});
