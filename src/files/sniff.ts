/** First bytes of the pictures that Feishu shows. */
const PICTURES: readonly (readonly [offset: number, bytes: readonly number[]])[] = [
  [0, [0xff, 0xd8, 0xff]],
  [0, [0x89, 0x50, 0x4e, 0x47]],
  [0, [0x47, 0x49, 0x46, 0x38]],
  [0, [0x42, 0x4d]],
  [8, [0x57, 0x45, 0x42, 0x50]],
  [4, [0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69, 0x63]],
];

/** What the bytes are, whatever the file's name says. */
export const kindOfBytes = (bytes: Uint8Array): "image" | "other" =>
  PICTURES.some(([offset, start]) => start.every((byte, at) => bytes[offset + at] === byte))
    ? "image"
    : "other";
