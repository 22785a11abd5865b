/**
 * One CSV record by RFC 4180, as the server writes them too. A text that a spreadsheet would run as a formula is made plain
 * with a leading apostrophe; those set to Chinese take the wide signs for the narrow ones.
 */
export function csvLine(cells: readonly (string | number | null | undefined)[]): string {
  return cells
    .map((cell) => {
      const text = cell === null || cell === undefined ? '' : String(cell);
      const safe = typeof cell === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[+-]?[\d.,]+$/.test(text) ? `'${text}` : text;
      return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    })
    .join(',');
}

/** Gives the browser a file to keep. The mark at the start makes Excel read Chinese as UTF-8. */
export function saveCsv(name: string, lines: readonly string[]): void {
  saveFile(`${name}.csv`, new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' }));
}

export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
