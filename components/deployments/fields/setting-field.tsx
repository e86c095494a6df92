'use client';

import type { ReactNode } from 'react';
import { Field, type FieldProps } from '#components/ui/field/field.tsx';

/** By path below the settings: `ports.0.port`. What the form around it was told comes by itself. */
export type SettingErrors = Readonly<Record<string, string>>;

interface SettingFieldProps extends Omit<FieldProps, 'name' | 'error'> {
  path: string;
  errors?: SettingErrors | undefined;
  children: ReactNode;
}

/** A field of a kind's settings. Its name is how the server blames it; what counts is the JSON posted as `settings`. */
export function SettingField({ path, errors, ...field }: SettingFieldProps) {
  return <Field {...field} name={`settings.${path}`} error={errors?.[path]} />;
}
