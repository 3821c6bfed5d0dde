/** Made by the build (`rollup.config.mjs`): the bytecode of `millrace_host`, a zip file, gzipped, in base64. */
export const hostArchive: string;
