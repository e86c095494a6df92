import type { FormAction } from '#components/ui/form/action-state.ts';

export type OwnImageActions = { create: FormAction; update: FormAction; remove: FormAction };
