'use client';

import { useEffect, useRef } from 'react';
import { Input, type InputProps } from '#components/ui/field/input.tsx';
import { machineText } from '#components/ui/field/machine-text.ts';

interface CheckedInputProps extends InputProps {
  value: string;
  /** Whether the server would take it: asked of its own schema. */
  accepts: (text: string) => boolean;
  /** What is said where it would not. */
  message: string;
}

/** An input that knows before it is sent what the server refuses. An empty one is a matter of `required`. */
export function CheckedInput({ accepts, message, value, ...rest }: CheckedInputProps) {
  const ref = useRef<HTMLInputElement>(null);
  const isFine = value.trim() === '' || accepts(value);
  useEffect(() => ref.current?.setCustomValidity(isFine ? '' : message), [isFine, message]);
  return <Input {...rest} ref={ref} value={value} {...machineText} />;
}
