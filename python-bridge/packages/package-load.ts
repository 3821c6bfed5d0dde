/** What an interpreter is told about its packages; it can be posted to a worker. */

/** One file to install. */
export interface PackageFile {
  readonly file: string;
  /** Normalized. */
  readonly name: string;
  /** Where it came from, for messages. */
  readonly from: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What its bytes have to come to; empty where nobody knows. */
  readonly sha256: string;
  readonly isLibrary: boolean;
}

/** A package that is there. */
export interface InstalledPackage {
  /** As it calls itself. */
  readonly name: string;
  readonly version: string;
  /** What it needs here, by normalized name. */
  readonly depends: readonly string[];
  /** The modules at its top. */
  readonly imports: readonly string[];
}

/** Packages for one interpreter. */
export interface PackageLoad {
  /** In this order. */
  readonly files: readonly PackageFile[];
  /** The names that have to be there in the end, with their limits. */
  readonly requested: readonly string[];
  /** Asked for what is still missing then. */
  readonly index?: {
    readonly url: string;
    /** The library that asks it. */
    readonly resolver: PackageFile;
  };
  /** Where names were looked for, for messages. */
  readonly place: string;
}
