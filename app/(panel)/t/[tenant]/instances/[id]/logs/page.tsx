import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { InstanceLog } from '#components/logs/instance-log.tsx';
import { instanceTitle } from '../instance-title.ts';
import { loadInstancePage } from '../load-instance-page.ts';

export const generateMetadata = instanceTitle('logs');

export default page(async (ctx, { params }) => {
  const frame = await loadInstancePage(ctx, params);
  const { instance, actions } = frame;
  const forbidden = await whyForbidden(ctx, instance.tenant.id, 'instance.console');
  return (
    <InstanceFrame {...frame}>
      <ClientMessages namespaces={['logs']}>
        <InstanceLog instance={instance} forbidden={forbidden} start={actions.start} />
      </ClientMessages>
    </InstanceFrame>
  );
});
