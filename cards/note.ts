import { button } from "./buttons.ts";
import { card, facts, pair, plain, small, type Card } from "./elements.ts";

export type NoteView = {
  id: string;
  code: string;
  said: string;
  understood: readonly (readonly [label: string, value: string])[];
  /** Why it cannot be taken as figures; it is kept as a note. */
  unclear: string | null;
  state: "waiting" | "confirmed" | "dropped";
};

/** A reply in words: what was understood, to be confirmed with one tap. */
export function noteCard({ id, code, said, understood, unclear, state }: NoteView): Card {
  const title = { waiting: "是这样报吗", confirmed: "已记为进展", dropped: "已留作备注" }[state];
  const act = (label: string, name: "note.confirm" | "note.drop") =>
    ({ label, act: name, id, rev: 0 }) as const;
  return card("有一条进展待确认", { title, subtitle: code, colour: state === "waiting" ? "blue" : "grey" }, [
    plain(said),
    ...facts(understood),
    ...(unclear ? [plain(unclear)] : []),
    ...(state === "waiting"
      ? [
          pair(
            button(act("确认提交", "note.confirm"), "primary_filled"),
            button(act("不提交", "note.drop"), "default", { size: "large" }),
          ),
          small("不确认也会留作备注，不计入进展。"),
        ]
      : []),
  ]);
}
