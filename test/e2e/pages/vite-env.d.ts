/** What Vite adds to the language: style sheets can be imported. */
/// <reference types="vite/client" />
