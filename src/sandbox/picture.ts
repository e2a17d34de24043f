/** A small picture of one shade, so that before and after look different. */
export const picture = (shade: number): Uint8Array => {
  const size = 8;
  const pixels = size * size * 3;
  const bytes = new Uint8Array(54 + pixels).fill(shade, 54);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, size, true);
  view.setInt32(22, size, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  return bytes;
};
