import { fine, refuse, type Routes } from "./replies.ts";
import type { State } from "./state.ts";

/** The scopes that the README asks an operator to request. */
const SCOPES = [
  "im:message:send_as_bot",
  "im:message:readonly",
  "im:message.p2p_msg:readonly",
  "im:message.group_at_msg:readonly",
  "im:resource",
  "im:chat:read",
  "im:chat.members:read",
  "im:chat.members:bot_access",
  "contact:user.id:readonly",
  "contact:contact.base:readonly",
  "contact:user.base:readonly",
];

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];

/** People, chats, the bot itself and its scopes. */
export function contactRoutes(state: State): Routes {
  const people = () => [...state.people.values()];
  return [
    [
      "post",
      "/contact/v3/users/batch_get_id",
      ({ body: { mobiles, emails } }) => {
        const byMobile = strings(mobiles).map((mobile) => ({
          mobile,
          user_id: people().find((each) => each.mobile === mobile)?.openId,
        }));
        const byEmail = strings(emails).map((email) => ({
          email,
          user_id: people().find((each) => each.email === email)?.openId,
        }));
        return fine({ user_list: [...byMobile, ...byEmail] });
      },
    ],
    [
      "get",
      "/contact/v3/users/:id",
      ({ params }) => {
        const person = state.people.get(params["id"] ?? "");
        if (!person || person.unreachable) return refuse(41050, "no user authority error");
        return fine({ user: { open_id: person.openId, name: person.name } });
      },
    ],
    [
      "get",
      "/bot/v3/info",
      () => ({ code: 0, msg: "ok", bot: { open_id: "ou_bot", app_name: "督办", activate_status: 2 } }),
    ],
    [
      "get",
      "/application/v6/scopes",
      () =>
        fine({ scopes: SCOPES.map((scope_name) => ({ scope_name, grant_status: 1, scope_type: "tenant" })) }),
    ],
    [
      "get",
      "/im/v1/chats",
      () =>
        fine({
          has_more: false,
          items: [...state.chats.values()]
            .filter(({ kind, botIn }) => kind === "group" && botIn)
            .map(({ chatId, name }) => ({ chat_id: chatId, name })),
        }),
    ],
    [
      "get",
      "/im/v1/chats/:id",
      ({ params }) => {
        const chat = state.chats.get(params["id"] ?? "");
        if (!chat) return refuse(232006, "Your request contains an invalid chat_id.");
        return fine({
          name: chat.name,
          chat_mode: chat.kind,
          chat_status: "normal",
          user_count: String(chat.members.length),
        });
      },
    ],
    [
      "get",
      "/im/v1/chats/:id/members",
      ({ params }) => {
        const chat = state.chats.get(params["id"] ?? "");
        if (!chat) return refuse(232006, "Your request contains an invalid chat_id.");
        const items = chat.members.map((member_id) => ({
          member_id,
          name: state.people.get(member_id)?.name ?? "",
        }));
        return fine({ has_more: false, member_total: items.length, items });
      },
    ],
  ];
}
