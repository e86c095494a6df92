'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { firstDraft } from '#components/instances/create/draft.ts';
import { VaultChoice } from '#components/instances/create/vault-choice.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { FileDrop } from '#components/ui/field/file-drop.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { jumpToLine } from './jump-to-line.ts';
import { ProblemList } from './problem-list.tsx';
import { ServiceList } from './service-list.tsx';
import { type Choices, draftOf, toServices } from './stack-draft.ts';
import { StackSummary } from './stack-summary.tsx';
import { type ReadFile, useReading } from './use-reading.ts';
import { useWhyNoStack } from './use-why-no-stack.ts';
import { type Typed, VariableFields } from './variable-fields.tsx';

interface ComposeFormProps {
  options: CreateOptions;
  /** Why nothing can be created now, if so. */
  refusal: string | undefined;
  read: ReadFile;
  create: FormAction;
}

const maxBytes = 256 * 1024;
const stackPattern = '[a-zA-Z]([a-zA-Z0-9\\-]{0,30}[a-zA-Z0-9])?';

/** A file, what it leaves open, and what becomes of each service; nothing is made before the button is pressed. */
export function ComposeForm({ options, refusal, read, create }: ComposeFormProps) {
  const t = useTranslations('compose');
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [named, setNamed] = useState<string>();
  const [suggested] = useState(options.suggestedName);
  const [typed, setTyped] = useState<Typed>({});
  const [choices, setChoices] = useState<Choices>({});
  const [vault, setVault] = useState(() => firstDraft(options).vault);
  const variables = Object.entries(typed).map(([name, { value, isSecret = false }]) => ({
    name,
    value,
    isSecret,
  }));
  const set = variables.filter(({ value }) => value !== '');
  const { tenant } = options;
  // A file may have a name of its own.
  const asked = named ?? (/^name:/m.test(text) ? '' : suggested);
  const { reading, isReading } = useReading(read, {
    tenant: tenant.slug,
    text,
    variables: set,
    stack: asked,
  });
  const stack = named ?? reading?.stack ?? suggested;
  const drafts = (reading?.services ?? []).map((one) => draftOf(options, one, choices[one.name]));
  const why = useWhyNoStack(options, refusal)(reading, drafts);

  /** Values of variables are in no field of the page that is posted: they are put beside it here. */
  const post: FormAction = (state, data) => {
    data.set('secretVariables', JSON.stringify(set));
    return create(state, data);
  };

  return (
    <Form action={post} label={t('title')} className="max-w-none">
      <input type="hidden" name="tenant" value={tenant.slug} />
      <input type="hidden" name="services" value={JSON.stringify(toServices(drafts))} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <Field name="text" label={t('file')} hint={t('fileHint')} required>
            <FileDrop
              ref={area}
              accept=".yml,.yaml"
              maxBytes={maxBytes}
              rows={16}
              wrap="off"
              onText={setText}
            />
          </Field>
          <p role="status" className="sr-only">
            {isReading ? t('reading') : reading && t('read', { count: drafts.length })}
          </p>
          <Field name="stack" label={t('stack')} hint={t('stackHint')} required>
            <Input
              mono
              value={stack}
              onChange={(event) => setNamed(event.target.value)}
              pattern={stackPattern}
              patternMessage={t('stackPattern')}
              maxLength={32}
              className="max-w-sm"
            />
          </Field>
          {reading && (
            <>
              <VariableFields
                variables={reading.variables}
                typed={typed}
                onChange={(name, part) =>
                  setTyped((old) => ({
                    ...old,
                    [name]: {
                      value: '',
                      isSecret: reading.variables.find((one) => one.name === name)?.looksSecret ?? false,
                      ...old[name],
                      ...part,
                    },
                  }))
                }
              />
              {drafts.length > 0 && (
                <ServiceList
                  options={options}
                  drafts={drafts}
                  onChange={(name, part) =>
                    setChoices((old) => ({ ...old, [name]: { ...old[name], ...part } }))
                  }
                />
              )}
              <ProblemList problems={reading.problems} onJump={(line) => jumpToLine(area.current, line)} />
              <VaultChoice
                options={options}
                draft={{ ...firstDraft(options), vault }}
                onChange={(part) => setVault((old) => part.vault ?? old)}
              />
            </>
          )}
        </div>
        <StackSummary options={options} stack={stack} drafts={drafts} why={why} />
      </div>
    </Form>
  );
}
