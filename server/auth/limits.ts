export type Limit = {
  name: string;
  points: number;
  /** The counted window, from its first attempt on. */
  seconds: number;
  /** How long it stays shut once it was exceeded; the rest of the window where it is absent. */
  blockSeconds?: number;
};

/** Everything that somebody could try until it works, or could send without end. */
export const limits = {
  /** Failed sign-ins from one address; a successful one gives its attempt back. */
  signInAddress: { name: 'sign-in-address', points: 20, seconds: 300 },
  /** Attempts for one e-mail address, whether or not an account has it. Said to whoever exceeds it. */
  signInAccount: { name: 'sign-in-account', points: 30, seconds: 900 },
  /** The account's lock, counted by e-mail address too. Never said: a locked account answers as a wrong password. */
  signInLock: { name: 'sign-in-lock', points: 10, seconds: 900, blockSeconds: 900 },
  /** Guesses of the present password by whoever found an open session. */
  password: { name: 'password', points: 10, seconds: 900 },
  /** Guesses of the passphrase of one vault, whoever makes them; the right one forgets the wrong ones. */
  vaultPassphrase: { name: 'vault-passphrase', points: 10, seconds: 900 },
  /** Invitations of one tenant: each may send a mail to a stranger. */
  invitation: { name: 'invitation', points: 100, seconds: 3600 },
} as const satisfies Record<string, Limit>;
