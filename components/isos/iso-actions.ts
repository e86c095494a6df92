import type { FormAction } from '#components/ui/form/action-state.ts';

export type IsoActions = { bringIn: FormAction; remove: FormAction };
