/** Made by the build (`rollup.config.mjs`): file name → text of the package `millrace_host`. */
export const hostFiles: Readonly<Record<string, string>>;
