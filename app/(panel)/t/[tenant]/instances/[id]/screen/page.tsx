import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { InstanceScreen } from '#components/instances/vm/instance-screen.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { AppError } from '#server/errors.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import { instanceTitle } from '../instance-title.ts';
import { loadInstancePage } from '../load-instance-page.ts';

export const generateMetadata = instanceTitle('screen');

export default page(async (ctx, { params }) => {
  const frame = await loadInstancePage(ctx, params);
  const { instance, actions } = frame;
  if (!factsOf(instance.kind).tabs.includes('screen')) throw new AppError('not-found', 'not-found');
  const forbidden = await whyForbidden(ctx, instance.tenant.id, 'instance.console');
  return (
    <InstanceFrame {...frame} isConsole>
      <ClientMessages namespaces={['vms']}>
        <InstanceScreen instance={instance} forbidden={forbidden} start={actions.start} />
      </ClientMessages>
    </InstanceFrame>
  );
});
