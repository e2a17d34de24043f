import { z } from "zod";
import { hasMarker } from "../../cards/marker.ts";
import type { Answered } from "./call.ts";

/** A page of a chat's messages, oldest first (CONTRACT §2.2). */
export const HistoryPage = z
  .object({
    data: z.object({
      has_more: z.boolean().default(false),
      page_token: z.string().nullish(),
      items: z
        .array(z.object({ message_id: z.string(), body: z.object({ content: z.string() }).nullish() }))
        .default([]),
    }),
  })
  .transform(({ data }) => data);
type HistoryPage = z.output<typeof HistoryPage>;

/** Reads page after page for a marker; `null` when all were read and none carries it. */
export async function findMarked(
  read: (page: string | null) => Promise<Answered<HistoryPage>>,
  marker: string,
): Promise<Answered<string | null>> {
  let next: string | null = null;
  do {
    const answer: Answered<HistoryPage> = await read(next);
    if (!answer.ok) return answer;
    const { items, has_more: hasMore, page_token: token } = answer.value;
    const found = items.find(({ body }) => hasMarker(body?.content ?? "", marker));
    if (found) return { ok: true, value: found.message_id };
    next = hasMore && token ? token : null;
  } while (next !== null);
  return { ok: true, value: null };
}
