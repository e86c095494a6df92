import Upload from 'lucide-react/icons/upload';
import { type ReactNode, useContext } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { FieldContext } from '#components/ui/field/field-context.ts';

interface ChooseButtonProps {
  disabledReason: string | undefined;
  onClick: () => void;
  children: ReactNode;
}

/** The control of the field: its label, its hint and its error are those of this button. */
export function ChooseButton({ disabledReason, onClick, children }: ChooseButtonProps) {
  const field = useContext(FieldContext);
  return (
    <Button
      id={field?.id}
      size="sm"
      aria-describedby={field?.describedBy}
      disabledReason={disabledReason}
      onClick={onClick}
    >
      <Upload aria-hidden className="size-4" />
      {children}
    </Button>
  );
}
