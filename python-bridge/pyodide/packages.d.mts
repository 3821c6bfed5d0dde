import type { PackageFile, PackageLoad } from '../packages/package-load.js';

/** What an installation tells. */
export type InstallEvent =
  | {
      readonly type: 'install';
      readonly name: string;
      readonly done: number;
      readonly total: number;
    }
  /** What came from an index, once all of it is installed. */
  | { readonly type: 'installed'; readonly files: readonly PackageFile[] };

/** Installs packages, and checks that all that was asked for and all that it needs is there. */
export function installPackages(
  python: unknown,
  load: PackageLoad,
  onInstall: (event: InstallEvent) => void,
): Promise<void>;
