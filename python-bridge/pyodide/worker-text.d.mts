/** Made by the build (`rollup.config.mjs`): `web-worker.ts` with all it imports, as one script. */
export const workerText: string;
