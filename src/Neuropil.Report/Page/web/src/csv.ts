// The selection as a CSV file (RFC 4180, UTF-8, LF).

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csv(header: string[], rows: Iterable<string[]>): string {
  let text = header.map(quoted).join(",") + "\n";
  for (const row of rows) text += row.map(quoted).join(",") + "\n";
  return text;
}

export function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
