import { z } from "zod";
import { Refusal } from "../errors.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import type { CardClick } from "./events.ts";

type Base = Omit<CardReply, "form">;
/** What a press does. */
export type Handle = (turn: Turn, base: Base, click: z.output<typeof CardClick>) => Promise<Answer>;

/** Reads the form before its handler sees it; what is ill-filled is named field by field. */
export const on =
  <Form>(form: z.ZodType<Form>, handle: (turn: Turn, reply: CardReply<Form>) => Promise<Answer>): Handle =>
  (turn, base, { action }) => {
    const sent = form.safeParse({ ...action.formValue, ...(action.option ? { option: action.option } : {}) });
    if (!sent.success)
      throw new Refusal([...new Set(sent.error.issues.map(({ message }) => message))].join("；"));
    return handle(turn, { ...base, form: sent.data });
  };

/** A press that brings no form. */
export const Nothing = z.object({}).transform((): Record<string, never> => ({}));
