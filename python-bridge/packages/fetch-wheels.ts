/** Finds out, in Pyodide itself, which wheels belong to names, and has them all in the end. */
import { findPyodide } from '../pyodide/peer.js';
import { createSession, loadFrom } from '../pyodide/session.mjs';
import { readHost } from '../runtime/files.js';
import { missingPackage } from './package-errors.js';
import { nodeAccess } from './node-access.js';
import type { InstalledPackage, PackageFile } from './package-load.js';
import { PackageSupply } from './package-supply.js';

/** What is wanted. */
export interface FetchWheelsOptions {
  /** Names and wheels, as of `createPyodide`'s option `packages`. */
  readonly packages: readonly string[];
  readonly indexURL: string;
  readonly onProgress: (name: string, done: number) => void;
}

/** Wheels, and what is known of each. */
export interface FetchedWheels {
  readonly files: readonly PackageFile[];
  readonly packages: readonly InstalledPackage[];
}

const MEMORY_LIMIT_MB = 4096;

/**
 * Starts a Pyodide in this thread and lets micropip of that index install what is named there.
 * @throws MillraceError `peer-missing`, `python-package-missing`, `python-package-unfit`
 */
export async function fetchWheels(options: FetchWheelsOptions): Promise<FetchedWheels> {
  const { packages: requested, indexURL, onProgress } = options;
  const place = findPyodide();
  const packages = await new PackageSupply({ requested, source: { indexURL } }, nodeAccess).load();
  let fetched: FetchedWheels | undefined;
  const onBoot: Parameters<typeof createSession>[0]['onBoot'] = (report) => {
    if (report.type === 'install') onProgress(report.name, report.done);
    if (report.type === 'installed') fetched = report;
  };
  const ignore = (): void => undefined;
  await createSession({
    hostFiles: readHost(),
    packages,
    memoryLimitMb: MEMORY_LIMIT_MB,
    load: loadFrom(place, onBoot),
    onBoot,
    onPrinted: ignore,
    onBroken: ignore,
  });
  if (fetched === undefined) throw missingPackage('Pyodide installed nothing', { requested });
  return { files: [...packages.files, ...fetched.files], packages: fetched.packages };
}
