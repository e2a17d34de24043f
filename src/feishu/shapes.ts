import { z } from "zod";

/** What we read of each answer. */
export const Nothing = z.object({});
export const Sent = z
  .object({ data: z.object({ message_id: z.string(), chat_id: z.string().nullish() }) })
  .transform(({ data }) => ({ messageId: data.message_id, chatId: data.chat_id ?? null }));
export const Readers = z
  .object({
    data: z.object({
      items: z.array(z.object({ user_id: z.string(), timestamp: z.coerce.number() })).default([]),
    }),
  })
  .transform(({ data }) =>
    data.items.map(({ user_id, timestamp }) => ({ openId: user_id, at: new Date(timestamp) })),
  );
export const FileKey = z
  .object({ key: z.object({ file_key: z.string() }) })
  .transform(({ key }) => key.file_key);
export const BotInfo = z
  .object({ bot: z.object({ open_id: z.string(), app_name: z.string().default("") }) })
  .transform(({ bot }) => ({ openId: bot.open_id, name: bot.app_name }));
export const Named = z
  .object({ data: z.object({ name: z.string().default("") }) })
  .transform(({ data }) => data);
export const NamedUser = z
  .object({ data: z.object({ user: z.object({ name: z.string().default("") }) }) })
  .transform(({ data }) => data.user);
export const Ids = z.object({
  data: z.object({
    user_list: z
      .array(
        z.object({
          user_id: z.string().nullish(),
          mobile: z.string().nullish(),
          email: z.string().nullish(),
        }),
      )
      .default([]),
  }),
});
export const Scopes = z
  .object({
    data: z.object({
      scopes: z.array(z.object({ scope_name: z.string(), grant_status: z.number() })).default([]),
    }),
  })
  .transform(({ data }) =>
    data.scopes.filter(({ grant_status }) => grant_status === 1).map(({ scope_name }) => scope_name),
  );
