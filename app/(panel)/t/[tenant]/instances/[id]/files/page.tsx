import { page } from '#app/_lib/page.tsx';
import { InstanceFiles } from '#components/instances/files/instance-files.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { InsideClosed } from '#components/instances/processes/inside-closed.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { instanceTitle } from '../instance-title.ts';
import { loadInstancePage } from '../load-instance-page.ts';
import { whyClosed } from '../why-closed.ts';
import { deleteFileAction, makeFileAction, makeFolderAction, saveTextAction } from './actions.ts';
import { lookAtPlace } from './look-at-place.ts';

export const generateMetadata = instanceTitle('files');

export default page(async (ctx, { params, query }) => {
  const frame = await loadInstancePage(ctx, params);
  const { instance, forbidden, actions } = frame;
  const closed = await whyClosed(ctx, 'files', instance);
  if (closed) {
    return (
      <InstanceFrame {...frame}>
        <InsideClosed instance={instance} why={closed} forbidden={forbidden} start={actions.start} />
      </InstanceFrame>
    );
  }
  const place = await lookAtPlace(ctx, instance.id, query);
  const fileActions = {
    remove: deleteFileAction,
    makeFolder: makeFolderAction,
    makeFile: makeFileAction,
    save: saveTextAction,
  };
  const { id, name, tenant } = instance;
  return (
    <InstanceFrame {...frame}>
      <ClientMessages namespaces={['guests']}>
        <InstanceFiles
          instance={{ id, name, tenant: tenant.slug }}
          place={place}
          query={query}
          actions={fileActions}
        />
      </ClientMessages>
    </InstanceFrame>
  );
});
