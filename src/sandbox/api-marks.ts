import { textIn } from "./body.ts";
import { fine, refuse, type Routes } from "./replies.ts";
import type { State } from "./state.ts";

/** What can be done to a message besides changing it: made urgent, or pinned. */
export const markRoutes = (state: State): Routes => [
  [
    "patch",
    "/im/v1/messages/:id/urgent_app",
    ({ params, body }) => {
      const message = state.messages.get(params["id"] ?? "");
      if (!message || message.recalled) return refuse(230011, "The message was withdrawn.");
      const openIds = [body["user_id_list"]].flat().map(String);
      state.urgents.push({ messageId: message.messageId, openIds, at: state.clock.now() });
      return fine({ invalid_user_id_list: [] });
    },
  ],
  ["post", "/im/v1/pins", ({ body }) => fine({ pin: { message_id: textIn(body, "message_id") } })],
];
