import type { ActName } from "../src/hazards/acts.ts";
import { button } from "./buttons.ts";
import { small, type Element } from "./elements.ts";
import { form, submit } from "./form.ts";
import type { HazardView } from "./hazard-view.ts";

/** The way out of a form. */
export const back = ({ id, rev }: { id: string; rev: number }): Element =>
  button({ label: "返回", act: "form.back", id, rev }, "default", { name: "go_back" });

type Sent = {
  act: ActName;
  label: string;
  /** Asked before it is sent: it sets somebody back. */
  warns?: string;
};

const sends = (
  { id, rev }: HazardView,
  { act, label, warns }: Sent,
  kind: "primary_filled" | "danger",
): Element =>
  submit(
    { label, act: `hazard.${act}`, id, rev },
    kind,
    warns ? { title: `${label}？`, text: warns } : undefined,
  );

/** A form with one way to send it. */
export const actForm = (view: HazardView, sent: Sent, fields: readonly Element[], note = ""): Element =>
  form(`act_${sent.act.replaceAll(".", "_")}`, [
    ...fields,
    sends(view, sent, sent.warns ? "danger" : "primary_filled"),
    back(view),
    ...(note ? [small(note)] : []),
  ]);

/** A form that answers what somebody asked: yes, or no with a reason. */
export const answerForm = (
  view: HazardView,
  yes: Sent,
  no: Sent & { warns: string },
  fields: readonly Element[],
  note = "",
): Element =>
  form(`act_${yes.act.replaceAll(".", "_")}`, [
    ...fields,
    sends(view, yes, "primary_filled"),
    sends(view, no, "danger"),
    ...(note ? [small(note)] : []),
  ]);

/** A unit's name by its key. */
export const unitNamed = ({ units }: HazardView, key: string): string =>
  units.find(({ value }) => value === key)?.text ?? key;

/** A person's name by id. */
export const nameOf = ({ names }: HazardView, id: string | null): string => (id && names[id]) || "";
