import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';

export type { Logger };

const secretKeys = ['password', 'token', 'secret', 'key', 'authorization', 'cookie', 'rootPassword'];

/** Structured logs, on standard output unless said otherwise; whatever carries a secret's name is blanked. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`]), censor: '[hidden]' },
  };
  return destination ? pino(options, destination) : pino(options);
}
