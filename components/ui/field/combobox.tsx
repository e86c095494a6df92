'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import clsx from 'clsx';
import Check from 'lucide-react/icons/check';
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import { useTranslations } from 'next-intl';
import { menuItemClass, menuPopupClass } from '../menu/menu-class.ts';
import { controlClass, controlHeight } from './control-class.ts';
import { useFieldControl } from './field-context.ts';

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string | undefined;
}

interface ComboboxProps {
  options: ComboboxOption[];
  defaultValue?: string | undefined;
  placeholder?: string | undefined;
  onValueChange?: ((value: string | undefined) => void) | undefined;
}

/** One of many, found by typing. For up to a dozen choices Select is better. */
export function Combobox({ options, defaultValue, placeholder, onValueChange }: ComboboxProps) {
  const t = useTranslations('common.combobox');
  const { props, keptValue, touch, required } = useFieldControl();
  const { name, ...shown } = { name: undefined, ...props };
  const first = options.find((option) => option.value === (keptValue ?? defaultValue)) ?? null;
  return (
    <Base.Root
      items={options}
      defaultValue={first}
      name={name}
      required={required}
      autoHighlight
      onValueChange={(option) => {
        touch();
        onValueChange?.(option?.value);
      }}
    >
      <Base.InputGroup className="relative flex">
        <Base.Input
          {...shown}
          placeholder={placeholder}
          className={clsx(controlClass, controlHeight, 'pe-8')}
        />
        <Base.Trigger
          aria-label={t('open')}
          className="absolute inset-y-0 end-0 grid w-8 place-items-center rounded-md text-ink-3 hover:text-ink"
        >
          <ChevronsUpDown className="size-3.5" />
        </Base.Trigger>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup className={clsx(menuPopupClass, 'w-(--anchor-width) max-w-none')}>
            <Base.Empty className="not-empty:px-2 not-empty:py-1.5 text-ink-3">{t('empty')}</Base.Empty>
            <Base.List className="max-h-64 overflow-y-auto">
              {(option: ComboboxOption) => (
                <Base.Item key={option.value} value={option} className={menuItemClass}>
                  <span className="min-w-0 truncate">{option.label}</span>
                  {option.hint && <span className="ms-auto shrink-0 text-sm text-ink-3">{option.hint}</span>}
                  <Base.ItemIndicator className={option.hint ? undefined : 'ms-auto'}>
                    <Check aria-hidden />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
