/** As the engine wants a name, for the browser to check; the schema says the same to the server. */
export const namePattern = '[a-zA-Z]([a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9])?';
