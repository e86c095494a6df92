'use client';

import { useState } from 'react';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import type { Confirmation } from '#components/ui/action/confirmation.ts';
import { type RadioCard, RadioCards } from '#components/ui/field/radio-cards.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';

export interface MoveChoice extends RadioCard {
  confirm: Confirmation;
}

interface MoveFormProps {
  id: string;
  choices: MoveChoice[];
  words: { legend: string; submit: string; pending: string };
  refusal: string | undefined;
  action: FormAction;
}

/** One of the places, and the question that belongs to it. */
export function MoveForm({ id, choices, words, refusal, action }: MoveFormProps) {
  const [chosen, setChosen] = useState<string>();
  const possible = choices.filter(({ disabledReason }) => disabledReason === undefined);
  // What was chosen may have gone meanwhile.
  const place = possible.find(({ value }) => value === chosen) ?? possible[0];
  return (
    <div className="flex flex-col gap-4">
      <RadioCards
        name="vault"
        legend={words.legend}
        columns={choices.length > 1 ? 2 : 1}
        value={place?.value ?? ''}
        onChange={setChosen}
        options={choices}
      />
      <div className="flex flex-wrap items-center gap-2">
        <ActionButton
          action={action}
          fields={{ id, vault: place?.value ?? '' }}
          label={words.submit}
          pendingLabel={words.pending}
          variant="primary"
          disabledReason={refusal ?? (place ? undefined : choices[0]?.disabledReason)}
          confirm={place?.confirm}
        />
        {refusal && <span className="text-sm text-ink-3">{refusal}</span>}
      </div>
    </div>
  );
}
