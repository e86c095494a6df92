import { page } from '#app/_lib/page.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { VmMachine } from '#components/instances/vm/vm-machine.tsx';
import { VmTabs } from '#components/instances/vm/vm-tabs.tsx';
import { getMachine } from '#server/vms/get-machine.ts';
import { instanceTitle } from '../../instance-title.ts';
import { loadInstancePage } from '../../load-instance-page.ts';

export const generateMetadata = instanceTitle('screen');

export default page(async (ctx, { params }) => {
  const frame = await loadInstancePage(ctx, params);
  const { instance } = frame;
  return (
    <InstanceFrame {...frame}>
      <VmTabs instance={instance} />
      <VmMachine machine={await getMachine(ctx, { id: instance.id })} />
    </InstanceFrame>
  );
});
