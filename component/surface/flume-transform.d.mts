export const FLUME_PARTS: readonly string[];
export function isFlume(id: string): boolean;
export function exposeFlumeParts(code: string): string;
