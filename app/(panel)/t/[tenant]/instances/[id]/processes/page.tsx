import { page } from '#app/_lib/page.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { InsideClosed } from '#components/instances/processes/inside-closed.tsx';
import { ProcessPanel } from '#components/instances/processes/process-panel.tsx';
import { ServicePanel } from '#components/instances/processes/service-panel.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { instanceTitle } from '../instance-title.ts';
import { loadInstancePage } from '../load-instance-page.ts';
import { whyClosed } from '../why-closed.ts';
import { controlServiceAction, endProcessAction } from './actions.ts';

export const generateMetadata = instanceTitle('processes');

export default page(async (ctx, { params, query }) => {
  const frame = await loadInstancePage(ctx, params);
  const { instance, forbidden, actions } = frame;
  const { id, name, tenant } = instance;
  const closed = await whyClosed(ctx, 'processes', instance);
  const shared = { instance: { id, name, tenant }, query };
  return (
    <InstanceFrame {...frame}>
      {closed ? (
        <InsideClosed instance={instance} why={closed} forbidden={forbidden} start={actions.start} />
      ) : (
        <ClientMessages namespaces={['guests']}>
          <ServicePanel {...shared} control={controlServiceAction} />
          <ProcessPanel {...shared} end={endProcessAction} />
        </ClientMessages>
      )}
    </InstanceFrame>
  );
});
