import { fine, refuse, type Route, type Routes } from "./replies.ts";
import { partOf } from "./multipart.ts";
import type { State } from "./state.ts";

const MB = 1024 * 1024;
const IMAGE_BYTES = 10 * MB;
const FILE_BYTES = 30 * MB;

/** Uploads by the bot, and downloads of what people sent. */
export function uploadRoutes(state: State): Routes {
  const take =
    (field: "image" | "file", most: number, prefix: string): Route =>
    ({ raw, type }) => {
      const bytes = partOf(raw, type, field) ?? Buffer.alloc(0);
      if (bytes.byteLength === 0) return refuse(234010, "The file's size is zero.");
      if (bytes.byteLength > most) return refuse(234006, "The file size exceed the max value.");
      const name = partOf(raw, type, "file_name")?.toString("utf8") ?? field;
      const key = state.upload(prefix, { bytes: new Uint8Array(bytes), name, by: "bot" });
      return fine({ [`${field}_key`]: key });
    };

  const resource: Route = ({ params }) => {
    const { id = "", key = "" } = params;
    const message = state.messages.get(id);
    const upload = state.uploads.get(key);
    if (!message) return refuse(230001, "ext=invalid message_id");
    if (!upload || !JSON.stringify(message.content).includes(key)) return refuse(234003, "File not in msg.");
    if (message.recalled) return refuse(230011, "The message is recalled.");
    return { code: 0, bytes: upload.bytes };
  };

  return [
    ["post", "/im/v1/images", take("image", IMAGE_BYTES, "img_v3_")],
    ["post", "/im/v1/files", take("file", FILE_BYTES, "file_v3_")],
    ["get", "/im/v1/messages/:id/resources/:key", resource],
  ];
}
