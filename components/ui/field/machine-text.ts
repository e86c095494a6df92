/** Of a control for what a machine reads: the browser is to correct nothing in it, and to fill nothing in. */
export const machineText = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const;
