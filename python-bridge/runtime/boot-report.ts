/** What a worker says while it boots: events for the app, and packages for the runtime. */
import type { InstalledPackage, PackageFile } from '../packages/package-load.js';
import type { Snapshot } from '../pyodide/start-python.mjs';
import type { BootEvent, OnBoot } from './boot-event.js';
import { forged } from './errors.js';

/** What an index gave; the next interpreter installs the same. */
export interface PackagesInstalled {
  readonly type: 'installed';
  readonly files: readonly PackageFile[];
  /** All that are there. */
  readonly packages: readonly InstalledPackage[];
}

/** What later boots start from; null when there is none, or the one that was given did not work. */
export interface SnapshotTaken {
  readonly type: 'snapshot';
  readonly snapshot: Snapshot | null;
}

/** A step of the boot as a worker reports it. */
export type BootReport = BootEvent | PackagesInstalled | SnapshotTaken;

/** Takes what a boot reports, in order. */
export type OnReport = (report: BootReport) => void;

/** Events go on to `onBoot`, packages to `keep`. */
export function splitReports(
  onBoot: OnBoot,
  keep: (files: readonly PackageFile[]) => void,
): OnReport {
  return (report) => {
    if (report.type === 'installed') keep(report.files);
    else if (report.type !== 'snapshot') onBoot(report);
  };
}

/** @throws MillraceError `python-protocol` */
export function parseBootReport(report: unknown): BootReport {
  if (isRecord(report) && isReport(report)) return report as unknown as BootReport;
  throw forged('a step of a boot of unknown form');
}

function isReport(report: Readonly<Record<string, unknown>>): boolean {
  const { type, file, name, loaded, done, total, durationMs, files, packages, snapshot } = report;
  switch (type) {
    case 'compile':
    case 'restore':
      return true;
    case 'snapshot':
      return snapshot === null || isMemory(snapshot);
    case 'download':
      return typeof file === 'string' && isNumber(loaded) && isNumber(total);
    case 'install':
      return typeof name === 'string' && isNumber(done) && isNumber(total);
    case 'ready':
      return isNumber(durationMs);
    case 'installed':
      return areAll(files, isFile) && areAll(packages, isPackage);
    default:
      return false;
  }
}

function areAll(list: unknown, is: (item: Record<string, unknown>) => boolean): boolean {
  return Array.isArray(list) && list.every((item) => isRecord(item) && is(item));
}

function isPackage({ name, version, depends, imports }: Record<string, unknown>): boolean {
  return (
    typeof name === 'string' &&
    typeof version === 'string' &&
    areTexts(depends) &&
    areTexts(imports)
  );
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

function areTexts(list: unknown): boolean {
  return Array.isArray(list) && list.every((item) => typeof item === 'string');
}

/** Of any realm. */
function isMemory(value: unknown): boolean {
  return /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value));
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
