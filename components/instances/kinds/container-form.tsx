import { ContainerFields } from '#components/deployments/fields/container-fields.tsx';
import { factsOf } from '#server/instances/kinds/schema.ts';
import type { KindFieldsProps } from './kind-form.ts';
import { WallChoice } from './wall-choice.tsx';

/** An app or a sandbox: which of the two is one switch, and the rest is the same. */
export function ContainerForm({ options, draft, allowances, known, onChange }: KindFieldsProps) {
  const catalogue = options.images.filter(({ kinds }) => kinds.includes(draft.kind));
  return (
    <div className="flex flex-col gap-5">
      <WallChoice options={options} draft={draft} onChange={onChange} />
      <ContainerFields
        value={draft.container}
        onChange={(part) => onChange({ container: { ...draft.container, ...part } })}
        choices={{
          ...{ tenant: options.tenant.slug, catalogue, registries: options.registries, allowances, known },
          isSandbox: factsOf(draft.kind).runtime === 'runsc',
        }}
      />
    </div>
  );
}
