/** What a worker says while it boots: events for the app, and packages for the runtime. */
import type { PackageFile } from '../packages/package-load.js';
import type { BootEvent, OnBoot } from './boot-event.js';
import { forged } from './errors.js';

/** What an index gave; the next interpreter installs the same. */
export interface PackagesInstalled {
  readonly type: 'installed';
  readonly files: readonly PackageFile[];
}

/** A step of the boot as a worker reports it. */
export type BootReport = BootEvent | PackagesInstalled;

/** Takes what a boot reports, in order. */
export type OnReport = (report: BootReport) => void;

/** Events go on to `onBoot`, packages to `keep`. */
export function splitReports(
  onBoot: OnBoot,
  keep: (files: readonly PackageFile[]) => void,
): OnReport {
  return (report) => (report.type === 'installed' ? keep(report.files) : onBoot(report));
}

/** @throws MillraceError `python-protocol` */
export function parseBootReport(report: unknown): BootReport {
  if (isRecord(report) && isReport(report)) return report as unknown as BootReport;
  throw forged('a step of a boot of unknown form');
}

function isReport(report: Readonly<Record<string, unknown>>): boolean {
  const { type, file, name, loaded, done, total, durationMs, files } = report;
  switch (type) {
    case 'compile':
      return true;
    case 'download':
      return typeof file === 'string' && isNumber(loaded) && isNumber(total);
    case 'install':
      return typeof name === 'string' && isNumber(done) && isNumber(total);
    case 'ready':
      return isNumber(durationMs);
    case 'installed':
      return Array.isArray(files) && files.every((item) => isRecord(item) && isFile(item));
    default:
      return false;
  }
}

function isFile({ file, name, from, bytes, sha256, isLibrary }: Record<string, unknown>): boolean {
  const texts = [file, name, from, sha256];
  if (!texts.every((text) => typeof text === 'string') || typeof isLibrary !== 'boolean') {
    return false;
  }
  // Of another realm it is no instance of this one's class.
  return (
    ArrayBuffer.isView(bytes) && Object.prototype.toString.call(bytes) === '[object Uint8Array]'
  );
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
