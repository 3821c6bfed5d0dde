/** The name of the archive with the bytecode of these sources, file name → text. */
export function hostArchiveName(hostFiles: Readonly<Record<string, string>>): string;
