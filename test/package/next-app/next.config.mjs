/** Next.js itself is linked into the app, from where the tests keep it. */
export default { turbopack: { root: '/' }, devIndicators: false };
