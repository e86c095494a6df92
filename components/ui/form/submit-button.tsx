'use client';

import { useContext } from 'react';
import { Button, type ButtonProps } from '../button/button.tsx';
import { FormContext } from './form-context.ts';

interface SubmitButtonProps extends Omit<ButtonProps, 'type' | 'pending' | 'pendingLabel'> {
  /** What the form does while it is sent, such as "Creating". */
  pendingLabel: string;
}

export function SubmitButton({ variant = 'primary', ...rest }: SubmitButtonProps) {
  const { pending } = useContext(FormContext);
  return <Button {...rest} variant={variant} type="submit" pending={pending} />;
}
