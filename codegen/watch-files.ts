/** Watches directories for changes of the files that codegen reads. */
import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { MillraceError } from '../src/errors.js';

/** What is watched. */
export interface Watched {
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

/** How changes are told. */
export interface WatchOptions {
  /** Hears of changes some time after the last one: absolute paths, each once. */
  readonly onChange: (paths: readonly string[]) => void;
  /** Hears why nothing can be watched any more. */
  readonly onError: (error: MillraceError) => void;
  /** Whether a change of a file is of interest. @default what can be a source or a setting */
  readonly isRelevant?: (path: string) => boolean;
  /** Milliseconds of quiet before changes are told. @default 40 */
  readonly quietMs?: number;
}

/** A watch that goes on until it is closed. */
export interface FileWatch {
  /** Says what is to be watched from now on; true when a directory is new among it. */
  update(watched: Watched): boolean;
  /** Idempotent. */
  close(): void;
}

/**
 * Watches the directories of files, not the files: an editor that saves by putting another file in
 * place is heard, and so are files that come. A directory that is not there is waited for in the
 * nearest one that is. Reading the tree of everything below, node_modules included, is not needed.
 */
export function watchFiles(options: WatchOptions): FileWatch {
  return new Watch(options);
}

/** Sources, settings, and names that may be directories. */
function canMatter(path: string): boolean {
  const name = basename(path);
  return /\.([cm]?tsx?|pyi?|json|toml)$/.test(name) || !name.includes('.');
}

class Watch implements FileWatch {
  readonly #options: WatchOptions;
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #changed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  update({ files, directories }: Watched): boolean {
    if (this.#closed) return false;
    const wanted = new Set([...directories, ...files.map((file) => dirname(file))].map(nearest));
    for (const [directory, watcher] of this.#watchers) {
      if (wanted.has(directory)) continue;
      watcher.close();
      this.#watchers.delete(directory);
    }
    const added = [...wanted].filter((directory) => !this.#watchers.has(directory));
    for (const directory of added) this.#watch(directory);
    return added.length > 0;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(directory: string): void {
    try {
      const watcher = watch(directory, (_event, name) => {
        // The directory itself has gone, or it is not known what has changed.
        if (name === null || !existsSync(directory)) this.#drop(directory);
        this.#tell(name === null ? directory : join(directory, name));
      });
      watcher.on('error', () => this.#drop(directory));
      this.#watchers.set(directory, watcher);
    } catch (error) {
      this.#fail(directory, error as NodeJS.ErrnoException);
    }
  }

  /** Whoever comes back under the same name is another directory. */
  #drop(directory: string): void {
    this.#watchers.get(directory)?.close();
    this.#watchers.delete(directory);
    this.#tell(directory);
  }

  #tell(path: string): void {
    if (this.#closed || !(this.#options.isRelevant ?? canMatter)(path)) return;
    this.#changed.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const paths = [...this.#changed].sort();
      this.#changed.clear();
      this.#options.onChange(paths);
    }, this.#options.quietMs ?? 40);
  }

  #fail(directory: string, error: NodeJS.ErrnoException): void {
    // It went away meanwhile; the one above it is told of that.
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return;
    const advice =
      error.code === 'ENOSPC' || error.code === 'EMFILE'
        ? 'raise the system’s limit (sysctl fs.inotify.max_user_watches and max_user_instances)'
        : 'check the permissions';
    this.#options.onError(
      new MillraceError(
        'watch-failed',
        `${directory} can't be watched (${error.message}); ${advice}`,
        { cause: error, details: { directory } },
      ),
    );
  }
}

/** The directory, or the nearest above it that exists. */
function nearest(directory: string): string {
  return existsSync(directory) || dirname(directory) === directory
    ? directory
    : nearest(dirname(directory));
}
