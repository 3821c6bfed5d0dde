export { removeProjects as default } from './global-setup.mjs';
