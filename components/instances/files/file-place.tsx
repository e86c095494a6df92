import Download from 'lucide-react/icons/download';
import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { buttonClass } from '#components/ui/button/button-class.ts';
import { Callout } from '#components/ui/callout.tsx';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Section } from '#components/ui/section.tsx';
import { paths } from '#server/paths.ts';
import type { PlaceProps, ShownEntry } from './shown-place.ts';
import { TextEditor } from './text-editor.tsx';

/** One file: what is known of it, and its text where it is small enough to be edited. */
export function FilePlace({ instance, place, entry, actions }: PlaceProps & { entry: ShownEntry }) {
  const t = useTranslations('guests.files');
  const { id } = instance;
  const { label, path, sizeBytes, mode, uid, gid, modifiedAt } = entry;
  const { text, whyNoText } = place;
  return (
    <>
      <Section
        framed
        title={<span className="font-mono wrap-anywhere">{label}</span>}
        actions={
          <>
            <a
              href={paths.guestFile(id, { path })}
              download
              className={buttonClass({ variant: 'secondary' })}
            >
              <Download aria-hidden />
              {t('download')}
            </a>
            <ActionButton
              action={actions.remove}
              fields={{ id, path }}
              label={t('delete')}
              pendingLabel={t('deleting')}
              confirm={{
                title: t('confirmDelete.title', { name: label }),
                body: t('confirmDelete.file'),
                confirmLabel: t('confirmDelete.label'),
                typeName: label,
              }}
            />
          </>
        }
      >
        <KeyValues
          columns={2}
          items={[
            { label: t('column.size'), value: sizeBytes ? <Bytes value={sizeBytes} /> : t('sizeUnknown') },
            { label: t('column.mode'), value: <span className="font-mono">{mode}</span> },
            { label: t('column.owner'), value: <span className="font-mono">{`${uid}:${gid}`}</span> },
            { label: t('column.modified'), value: modifiedAt ? <DateTime value={modifiedAt} /> : '–' },
          ]}
        />
      </Section>
      {whyNoText && (
        <Callout tone="info" title={t('notEditable')}>
          {whyNoText}
        </Callout>
      )}
      {text && <TextEditor key={text.path} id={id} label={label} file={text} save={actions.save} />}
    </>
  );
}
