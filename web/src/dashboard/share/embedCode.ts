/** What is pasted into another page to show a dashboard there. */
export function embedCode(address: string, title: string): string {
  const escaped = (text: string) =>
    text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!);
  return `<iframe src="${escaped(address)}" title="${escaped(title)}" width="800" height="450" style="border:0"></iframe>`;
}
