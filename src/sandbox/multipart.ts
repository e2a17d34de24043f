/** The bytes of one part of a multipart body, whether or not it carries a file name; `null` when it is not there. */
export function partOf(raw: Buffer, contentType: string, name: string): Buffer | null {
  const boundary = /boundary=("?)([^";]+)\1/.exec(contentType)?.[2];
  if (boundary === undefined) return null;
  const line = Buffer.from(`--${boundary}`);
  const gap = Buffer.from("\r\n\r\n");
  for (let at = raw.indexOf(line); at !== -1; at = raw.indexOf(line, at + line.length)) {
    const body = raw.indexOf(gap, at);
    const end = raw.indexOf(line, at + line.length);
    if (body === -1 || end === -1) return null;
    const head = raw.subarray(at, body).toString("utf8");
    if (head.includes(`name="${name}"`)) return raw.subarray(body + gap.length, end - 2);
  }
  return null;
}
