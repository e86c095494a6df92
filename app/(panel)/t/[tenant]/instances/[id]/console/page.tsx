import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { InstanceConsole } from '#components/instances/detail/instance-console.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { instanceTitle } from '../instance-title.ts';
import { loadInstancePage } from '../load-instance-page.ts';

export const generateMetadata = instanceTitle('console');

export default page(async (ctx, { params, query }) => {
  const frame = await loadInstancePage(ctx, params);
  const { instance, actions } = frame;
  const { entry, otherEntry } = kindOf(instance.kind);
  const ways = otherEntry ? [entry.by, otherEntry.by] : [];
  const on = ways.find((way) => way === query.on);
  const forbidden = await whyForbidden(ctx, instance.tenant.id, 'instance.console');
  return (
    <InstanceFrame {...frame} isConsole>
      <ClientMessages namespaces={['terminal', 'vms']}>
        <InstanceConsole {...{ instance, forbidden, ways, on }} start={actions.start} />
      </ClientMessages>
    </InstanceFrame>
  );
});
