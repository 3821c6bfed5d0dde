/** How far Python's start has come. */

export const BOOT_TEXT = {
  /** For who can't see the ring: what begins and ends. */
  idle: 'Python has not started',
  downloading: 'Python is being loaded',
  starting: 'Python is starting',
  installing: 'Python is installing packages',
  ready: 'Python is ready',
  failed: 'There is no Python',
  readyIn: (seconds: string) => `Python is ready; it started in ${seconds} s`,
  /** What is seen. */
  shortIdle: 'Python',
  shortReady: 'Python ready',
  shortFailed: 'No Python',
  shortStarting: 'Starting Python',
  percent: (percent: number) => `Python ${percent} %`,
  /** What a tooltip says. */
  progress: (detail: string) => `Python, ${detail}`,
  /** Megabytes; `total` is undefined where nobody knows. */
  loaded: (loaded: string, total: string | undefined) =>
    total === undefined ? `${loaded} MB` : `${loaded} of ${total} MB`,
  installingOne: (name: string, which: number, total: number) => `${name} (${which} of ${total})`,
  retry: 'Try again',
};
