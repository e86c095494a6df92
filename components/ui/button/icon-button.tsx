'use client';

import type { ReactNode } from 'react';
import { Tooltip } from '../tooltip.tsx';
import { Button, type ButtonProps } from './button.tsx';

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'square' | 'aria-label'> {
  /** What it does: read out, and shown on hover and focus. */
  label: string;
  /** One lucide icon. */
  icon: ReactNode;
}

export function IconButton({ label, icon, variant = 'ghost', ...rest }: IconButtonProps) {
  const button = (
    <Button {...rest} variant={variant} square aria-label={label}>
      {icon}
    </Button>
  );
  return rest.disabledReason ? button : <Tooltip content={label}>{button}</Tooltip>;
}
