import type { FileView } from "../../cards/files.ts";
import { instantInWords } from "../dates.ts";
import type { Attachment } from "./attachment.ts";

const KB = 1024;

/** `86 KB`, `3.2 MB` */
export const sizeInWords = (bytes: number): string =>
  bytes < KB * KB ? `${Math.max(1, Math.round(bytes / KB))} KB` : `${(bytes / KB / KB).toFixed(1)} MB`;

/** One attachment as cards list it. */
export const fileView = ({ name, size, at, state, reason }: Attachment, zone: string): FileView => ({
  name,
  size: size === null ? "" : sizeInWords(size),
  at: instantInWords(at, zone),
  state,
  reason: state === "refused" ? (reason ?? "") : "",
});
