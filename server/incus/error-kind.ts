import type { EngineErrorKind } from './engine-error.ts';

// Incus answers 500 for every error that its code did not give a status of its own, quotas, restrictions and
// taken names included (6.0.4: internal/server/response/smart.go, internal/server/project/permissions.go), and
// 400 for what is in use. Operations have no status at all. For these only the text tells the kind.

const refusalTexts: readonly RegExp[] = [
  /Reached maximum/,
  /\bforbidden\b/i,
  /\bnot allowed\b/i,
  /Failed checking if (instance|volume) (creation|update) allowed/,
  /Conflict detected when changing/,
  /Can't change/,
  /is too low/,
  /exceeding quota/,
  /\bInvalid\b/,
  /validation failed/,
  /Unknown configuration key/,
  /Image not provided/,
  /doesn't match instance type/,
  /Instance type .* (not supported|not operational)/,
];

// Passing: a daemon that has just started brings its pools and networks up one after the other.
const unavailableTexts: readonly RegExp[] = [
  /unavailable on this server/,
  /dnsmasq\.hosts\/.*no such file or directory/,
];

const conflictTexts: readonly RegExp[] = [
  /UNIQUE constraint failed/,
  /\balready\b/i,
  /\b(is|currently) in use\b/,
  /is busy running a/,
  // A mount that somebody still looks into, or that a stop is about to take away.
  /(device or resource|target is) busy/i,
  /A matching non-reusable operation has now succeeded/,
  /^Instance is running$/,
  /^Only empty projects/,
];

/** An operation on what went away meanwhile, for example by another one whose answer was lost. */
const goneTexts: readonly RegExp[] = [/(^|: )Instance not found$/];

/** The kind of an error answer, from its status and the engine's text. */
export function errorKind(status: number, engineMessage: string): EngineErrorKind {
  if (status === 404 || goneTexts.some((text) => text.test(engineMessage))) return 'not-found';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 423 || (status > 500 && status < 600)) return 'unavailable';
  if (unavailableTexts.some((text) => text.test(engineMessage))) return 'unavailable';
  if (conflictTexts.some((text) => text.test(engineMessage))) return 'conflict';
  if (status !== 500 || refusalTexts.some((text) => text.test(engineMessage))) return 'refused';
  return 'failed';
}
