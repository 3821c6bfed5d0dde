/** Joins a runtime's packages to the boots of its interpreters. */
import type { PackageLoad } from '../packages/package-load.js';
import type { ReadPackages } from '../packages/package-options.js';
import type { PackageSupply } from '../packages/package-supply.js';
import type { OnBoot } from './boot-event.js';
import { splitReports, type OnReport } from './boot-report.js';

/** The packages of all interpreters of a runtime. */
export interface PackageBoot {
  /** What the next one installs. @throws MillraceError `python-package-missing` and its like */
  load(): Promise<PackageLoad>;
  /** Hears what they report. */
  readonly onReport: OnReport;
}

/** `open` makes the supply when the first interpreter starts; none is made where none is asked for. */
export function createPackageBoot(
  options: ReadPackages,
  open: (options: ReadPackages) => Promise<PackageSupply>,
  onBoot: OnBoot = () => undefined,
): PackageBoot | undefined {
  if (options.requested.length === 0) return undefined;
  let supply: Promise<PackageSupply> | undefined;
  const get = (): Promise<PackageSupply> => {
    supply ??= open(options);
    // A part of the package that did not come may come at the next boot.
    supply.catch(() => (supply = undefined));
    return supply;
  };
  return {
    load: async () => (await get()).load(),
    onReport: splitReports(onBoot, (files) => void get().then((one) => one.keep(files))),
  };
}
