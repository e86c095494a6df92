import FilePlus from 'lucide-react/icons/file-plus';
import FolderPlus from 'lucide-react/icons/folder-plus';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';
import type { FileActions, FilesInstance, ShownPlace } from './shown-place.ts';
import { UploadButton } from './upload-button.tsx';

interface NewEntryButtonsProps {
  instance: FilesInstance;
  place: ShownPlace;
  actions: FileActions;
}

export function NewEntryButtons({ instance, place, actions }: NewEntryButtonsProps) {
  const t = useTranslations('guests.files');
  const tCommon = useTranslations('common');
  const shared = { cancelLabel: tCommon('cancel'), pendingLabel: t('making') };
  const fields = (
    <>
      <input type="hidden" name="id" value={instance.id} />
      <input type="hidden" name="tenant" value={instance.tenant} />
      <input type="hidden" name="path" value={place.path} />
      <Field name="fileName" label={t('folderName')} required>
        <Input mono pattern="[^\/]+" patternMessage={t('folderNamePattern')} maxLength={255} />
      </Field>
    </>
  );
  return (
    <>
      <FormDialog
        {...shared}
        trigger={
          <Button>
            <FolderPlus aria-hidden />
            {t('newFolder')}
          </Button>
        }
        title={t('newFolder')}
        description={t('newFolderAbout', { path: place.pathLabel })}
        action={actions.makeFolder}
        submitLabel={t('make')}
      >
        {fields}
      </FormDialog>
      <FormDialog
        {...shared}
        trigger={
          <Button>
            <FilePlus aria-hidden />
            {t('newFile')}
          </Button>
        }
        title={t('newFile')}
        description={t('newFileAbout', { path: place.pathLabel })}
        action={actions.makeFile}
        submitLabel={t('makeFile')}
      >
        {fields}
      </FormDialog>
      <UploadButton />
    </>
  );
}
