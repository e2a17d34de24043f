/** A picture's first bytes, and enough to be one. */
export const PHOTO = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
