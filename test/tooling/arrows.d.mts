export interface Room {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
  readonly lazy?: boolean;
}
export const ROOMS: Readonly<Record<string, Room>>;
export const CORE_ROOMS: readonly string[];
export function roomOf(path: string): string | undefined;
export function refuseImport(
  path: string,
  specifier: string,
  kind: 'static' | 'type' | 'dynamic',
): string | undefined;
