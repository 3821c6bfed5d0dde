import { millrace } from 'millrace/vite';

export default {
  plugins: [millrace()],
  build: { target: 'es2022' },
};
