import { useFormatter, useTranslations } from 'next-intl';
import { Callout } from '#components/ui/callout.tsx';
import { type KeyValue, KeyValues } from '#components/ui/key-values.tsx';
import { Section } from '#components/ui/section.tsx';
import type { GuestFacts, MachineFacts } from '#server/vms/schema.ts';

/** What the engine gives a VM, and what its own kernel has made of it: which of it is paravirtual. */
export function VmMachine({ machine: { engine, guest, whyNoGuest } }: { machine: MachineFacts }) {
  const t = useTranslations('vms.machine');
  const engineItems = useEngineItems(engine);
  return (
    <Section title={t('title')} description={t('about')}>
      <div className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4">
        <KeyValues columns={2} items={engineItems} />
        {guest ? (
          <Guest guest={guest} />
        ) : (
          <Callout tone="info">{whyNoGuest ? t('noAgent', { why: whyNoGuest }) : t('notRunning')}</Callout>
        )}
      </div>
    </Section>
  );
}

function useEngineItems(engine: MachineFacts['engine']): KeyValue[] {
  const t = useTranslations('vms.machine');
  if (!engine) return [];
  const disks = engine.disks.map(({ name, bus, isDisc }) => `${isDisc ? t('disc', { name }) : name}: ${bus}`);
  const onOff = (is: boolean) => t(is ? 'on' : 'off');
  return [
    { label: t('disks'), value: disks.join(', ') },
    { label: t('nics'), value: engine.nics.map((name) => `${name}: virtio-net`).join(', ') },
    { label: t('secureBoot'), value: onOff(engine.secureBoot) },
    { label: t('tpm'), value: t(engine.hasTpm ? 'yes' : 'no') },
  ];
}

function Guest({ guest }: { guest: GuestFacts }) {
  const t = useTranslations('vms.machine');
  const format = useFormatter();
  const at = format.dateTime(new Date(guest.at), { dateStyle: 'medium', timeStyle: 'medium' });
  const { current, available } = guest.clock;
  const clockNote = current === 'kvm-clock' ? 'kvm' : current === 'tsc' ? 'tsc' : 'other';
  const clock = current ? `${current} (${t(`clockNote.${clockNote}`)})` : t('unknown');
  const secureBoot = guest.secureBoot === null ? t('unknown') : t(guest.secureBoot ? 'on' : 'off');
  const items: KeyValue[] = [
    { label: t('kernel'), value: guest.kernel || t('unknown') },
    { label: t('clock'), value: `${clock} · ${available.join(', ')}` },
    { label: t('balloon'), value: t(guest.hasBalloon ? 'balloonOn' : 'balloonOff') },
    { label: t('secureBoot'), value: secureBoot },
    { label: t('virtio'), value: <Devices guest={guest} /> },
    { label: t('emulated'), value: <Emulated names={guest.emulated} /> },
  ];
  return (
    <>
      <KeyValues items={items} />
      <p className="text-sm text-ink-3">{t('at', { at })}</p>
    </>
  );
}

function Devices({ guest: { virtio } }: { guest: GuestFacts }) {
  const t = useTranslations('vms.machine');
  if (virtio.length === 0) return t('virtioNone');
  return (
    <ul className="min-w-0">
      {virtio.map(({ name, kind, driver }) => (
        <li key={name} className={driver ? 'wrap-anywhere' : 'text-warn'}>
          {`${kind} · ${driver ?? t('noDriver')}`}
        </li>
      ))}
    </ul>
  );
}

function Emulated({ names }: { names: string[] }) {
  const t = useTranslations('vms.machine');
  if (names.length === 0) return t('emulatedNone');
  return `${names.join(', ')}. ${t('emulatedAbout')}`;
}
