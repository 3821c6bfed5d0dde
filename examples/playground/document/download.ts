/** Hands a text of JSON to the browser as a download. */
export function download(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken the blob once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
