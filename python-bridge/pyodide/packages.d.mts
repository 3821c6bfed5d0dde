import type { PackageLoad } from '../packages/package-load.js';
import type { PackagesInstalled } from '../runtime/boot-report.js';

/** What an installation tells. */
export type InstallEvent =
  | {
      readonly type: 'install';
      readonly name: string;
      readonly done: number;
      readonly total: number;
    }
  | PackagesInstalled;

/** Installs packages, and checks that all that was asked for and all that it needs is there. */
export function installPackages(
  python: unknown,
  load: PackageLoad,
  onInstall: (event: InstallEvent) => void,
): Promise<void>;
