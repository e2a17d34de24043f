import type { RowView } from "./buttons.ts";
import type { Option } from "./form.ts";

/** What was typed into a registration, field by field. */
export type Typed = Readonly<Record<string, string>>;

/** What the registration card offers: its form, a choice of enterprises, or hazards that are like it. */
export type RegistrationView = {
  id: string;
  step: "form" | "pick" | "alike";
  unit: string;
  ownUnit: string | null;
  units: readonly Option[];
  towns: readonly Option[];
  focusPoints: readonly Option[];
  categories: readonly Option[];
  sources: readonly Option[];
  typed: Typed;
  /** Whether something was typed before and comes back. */
  isKept: boolean;
  /** The enterprise it is about, `new` for one that is entered with it, `null` while it is only typed. */
  enterprise: { name: string; usci: string; town: string } | "new" | null;
  picks: readonly Option[];
  /** More were found than a select holds. */
  hasMore: boolean;
  alike: readonly RowView[];
  alikeOptions: readonly Option[];
  /** What was found, of enterprises or hazards, was looked up at this moment. */
  asOf: string;
  photos: number;
};
